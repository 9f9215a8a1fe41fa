import { createHash } from 'node:crypto';
import type { Received } from '@botones/contract';
import { readAccountError, readAccountNews } from './inbound/account-news.ts';
import { type Item, type Place, readEcho, readMessage } from './inbound/messages.ts';
import { instantAt, isObject, type Json, objectAt, objectsAt, rawOf, textAt } from './inbound/read.ts';
import { readStatus } from './inbound/statuses.ts';
import { readIdUpdate } from './inbound/system.ts';

type All = Required<Pick<Received, 'messages' | 'deliveries' | 'events' | 'skipped'>>;

/** Where a change stands, and whom it belongs to when it names no number: news of the account. */
interface Setting {
  readonly hotel: string;
  readonly now: Temporal.Instant;
  /** Of the entry; ISO instant. */
  readonly at: string;
  /** Tells news of the same words apart: the time that the platform gives, else the day, since it comes again for a while. */
  readonly when: string;
}

/**
 * The bytes of one POST, up to a thousand updates, → what they say. An update that cannot be read is left out, its
 * neighbours are not.
 * @param hotel the account of news that name no number
 */
export function parse(body: Uint8Array, hotel: string, now: Temporal.Instant): Received {
  const all: All = { messages: [], deliveries: [], events: [], skipped: [] };
  const envelope = toObject(body);
  if (envelope === null) all.skipped.push('the body is no JSON object');
  else if (envelope.object !== 'whatsapp_business_account') all.skipped.push('the body is not of a WhatsApp account');
  for (const entry of all.skipped.length > 0 ? [] : objectsAt(envelope ?? {}, 'entry')) {
    const time = instantAt(entry, 'time');
    const setting = { hotel, now, at: time ?? now.toString(), when: time ?? now.toString().slice(0, 10) };
    for (const change of objectsAt(entry, 'changes')) {
      try {
        readChange(change, setting, all);
      } catch {
        all.skipped.push('a change that cannot be read');
      }
    }
  }
  return all;
}

function readChange(change: Json, setting: Setting, all: All): void {
  const value = objectAt(change, 'value');
  const field = textAt(change, 'field') ?? fieldOf(value);
  if (field === 'messages') readConversations(value, setting, all);
  else if (echoes.has(field)) readEchoes(value, setting, all);
  else if (field === 'user_id_update') readIdUpdates(value, setting, all);
  else {
    const told = { ...toldOf(value, setting), providerId: digest({ field, value, when: setting.when }) };
    const event = readAccountNews(field, value, told);
    if (event) all.events.push(event);
  }
}

/** `message_echoes` is what partners' apps get of the same. */
const echoes = new Set(['smb_message_echoes', 'message_echoes']);

/** Where a change does not say what it brings, by what it holds. */
function fieldOf(value: Json): string {
  if ('messages' in value || 'statuses' in value) return 'messages';
  return ['message_echoes', 'user_id_update'].find((name) => name in value) ?? '';
}

function readEchoes(value: Json, setting: Setting, all: All): void {
  const place = placeOf(value, setting);
  if (place === null) all.skipped.push('an echo without a phone_number_id');
  else for (const echo of objectsAt(value, 'message_echoes')) keep(() => readEcho(echo, place), all);
}

function readIdUpdates(value: Json, setting: Setting, all: All): void {
  const updates = [...objectsAt(value, 'user_id_update'), ...('user_id' in value ? [value] : [])];
  for (const update of updates) {
    const event = readIdUpdate(update, { ...toldOf(value, setting), providerId: digest(update) });
    keep(() => (event ? { event } : { skipped: 'an update of an id that names no id' }), all);
  }
}

function readConversations(value: Json, setting: Setting, all: All): void {
  const messages = objectsAt(value, 'messages');
  const statuses = objectsAt(value, 'statuses');
  const place = placeOf(value, setting);
  if (place === null) {
    if (messages.length + statuses.length > 0) all.skipped.push('messages without a phone_number_id');
  } else {
    for (const message of messages) keep(() => readMessage(message, place), all);
    for (const status of statuses) {
      const read = readStatus(status, place.account, setting.now);
      if (typeof read === 'string') all.skipped.push(read);
      else if (read !== null) all.deliveries.push(read);
    }
  }
  if (messages.length + statuses.length > 0) return;
  for (const error of objectsAt(value, 'errors')) {
    const told = { ...toldOf(value, setting), providerId: digest({ error, when: setting.when }) };
    all.events.push(readAccountError(error, told));
  }
}

/** Whatever is wrong with one item stays with it. */
function keep(read: () => Item, all: All): void {
  let item: Item;
  try {
    item = read();
  } catch {
    item = { skipped: 'an item that cannot be read' };
  }
  if ('message' in item) all.messages.push(item.message);
  else if ('event' in item) all.events.push(item.event);
  else all.skipped.push(item.skipped);
}

function placeOf(value: Json, { now }: Setting): Place | null {
  const account = accountOf(value);
  return account === undefined ? null : { account, contacts: objectsAt(value, 'contacts'), now };
}

function toldOf(value: Json, { hotel, at }: Setting): { account: string; at: string } {
  return { account: accountOf(value) ?? hotel, at };
}

function accountOf(value: Json): string | undefined {
  return textAt(objectAt(value, 'metadata'), 'phone_number_id');
}

/** An id for what the platform gives none, the same each time it is delivered. */
function digest(value: Json): string {
  const { raw = {} } = rawOf(value);
  return createHash('sha256').update(JSON.stringify(raw)).digest('base64url');
}

function toObject(body: Uint8Array): Json | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
