import { mediaUrl, storeMedia } from '../media/store.ts';
import { changeOf, inSeconds } from '../webhooks/change.ts';
import { openWindow } from '../window.ts';
import type { PhoneNumber, World } from '../world.ts';
import { contactOf, senderKeys } from './identity.ts';
import { inbound } from './inbound.ts';
import type { GuestRecord, ReadMark, Seen } from './record.ts';

type Keys = Record<string, unknown>;
export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker' | 'voice';

/** Keys that replace or join what the fake writes; `undefined` takes a key away. */
export type Overrides = Keys;

/** A guest with a phone in their hand. Each call resolves with the id of the message, once the webhook was tried. */
export interface Guest {
  readonly record: GuestRecord;
  /** What their screen shows from the hotel, in order. */
  readonly saw: readonly Seen[];
  /** Read marks of the hotel. */
  readonly marks: readonly ReadMark[];
  /** The hotel is "typing": told less than 25 s ago, and not answered since. */
  readonly seesTyping: boolean;
  /** The same guest, writing to another number. */
  to(number: string): Guest;
  says(text: string, overrides?: Overrides): Promise<string>;
  /** Any message: `inbound.location(…)`, or one that nobody has thought of. */
  sends(message: Keys, overrides?: Overrides): Promise<string>;
  sendsMedia(kind: MediaKind, bytes: Uint8Array, mime: string, overrides?: Overrides): Promise<string>;
  /** Taps what a message of the hotel offers: its id or its title. */
  taps(choice: string, overrides?: Overrides): Promise<string>;
  /** Writes quoting a message. */
  replies(messageId: string, text: string, overrides?: Overrides): Promise<string>;
  changesNumber(phone: string, overrides?: Overrides): Promise<string>;
  /** Gets a new business-scoped id. `link` is where the old one is told: in the message, in its own field, or in both. */
  rotatesId(link?: 'message' | 'field' | 'both'): Promise<string>;
  /** Staff answer from the hotel's own phone: an echo. */
  hearsFromStaff(text: string, overrides?: Overrides): Promise<string>;
}

export function makeGuestApi(world: World, record: GuestRecord, number: PhoneNumber): Guest {
  async function emit(message: Keys, overrides: Overrides = {}): Promise<string> {
    const id = world.ids.wamid(record.waId);
    const whole = clean({
      ...senderKeys(record),
      id,
      timestamp: inSeconds(world, world.clock.now()),
      ...message,
      ...overrides,
    });
    const known = String(whole.id ?? id);
    record.wrote.add(known);
    world.known.set(known, number.id);
    openWindow(world, number.id, record, whole);
    world.meters.inbound(number.id);
    await world.courier.post([
      changeOf(number, 'messages', { ...contactsFor(world, record, whole), messages: [whole] }),
    ]);
    return known;
  }
  const offered = (choice: string) => {
    for (const seen of record.saw.toReversed().filter((one) => one.number === number.id)) {
      const found = seen.choices.find(({ id, title }) => id === choice || title === choice);
      if (found) return { seen, found };
    }
    throw new Error(`No message of the hotel offers "${choice}".`);
  };

  return {
    record,
    saw: record.saw,
    marks: record.marks,
    get seesTyping() {
      const mark = record.marks.findLast((one) => one.number === number.id && one.typing);
      const answer = record.saw.findLast((one) => one.number === number.id);
      if (!mark) return false;
      const age = world.clock.now().since(mark.at).total('seconds');
      return age < 25 && (!answer || Temporal.Instant.compare(answer.at, mark.at) < 0);
    },
    to(id) {
      const other = world.numbers.get(id);
      if (!other) throw new Error(`There is no number ${id}.`);
      return makeGuestApi(world, record, other);
    },
    says: (text, overrides) => emit(inbound.text(text), overrides),
    sends: emit,
    sendsMedia(kind, bytes, mime, overrides = {}) {
      const media = storeMedia(world, number.id, mime, bytes, 7);
      const { caption, filename, url, ...others } = overrides as Keys & { url?: boolean };
      const content = clean({
        id: media.id,
        mime_type: mime,
        sha256: media.sha256,
        caption,
        filename,
        ...(url ? { url: mediaUrl(world, media) } : {}),
        ...(kind === 'voice' || kind === 'audio' ? { voice: kind === 'voice' } : {}),
        ...(kind === 'sticker' ? { animated: false } : {}),
      });
      const type = kind === 'voice' ? 'audio' : kind;
      return emit({ type, [type]: content }, others);
    },
    taps(choice, overrides) {
      const { seen, found } = offered(choice);
      const context = { from: number.display.replace(/\D/g, ''), id: seen.id };
      if (seen.type === 'template') return emit({ ...inbound.quickReply(found.id, found.title), context }, overrides);
      const isList = (seen.content as { type?: string }).type === 'list';
      const reply = (isList ? inbound.listReply : inbound.buttonReply)(found.id, found.title);
      return emit({ ...reply, context }, overrides);
    },
    replies: (messageId, text, overrides) =>
      emit({ ...inbound.text(text), context: { from: number.display.replace(/\D/g, ''), id: messageId } }, overrides),
    changesNumber(phone, overrides) {
      const [old, digits] = [record.waId, phone.replace(/\D/g, '')];
      Object.assign(record, { phone: digits, waId: digits });
      const body = `User ${record.name} changed from ${old} to ${digits}`;
      const system = clean({
        body,
        type: 'user_changed_number',
        wa_id: digits,
        user_id: senderKeys(record).from_user_id,
      });
      return emit({ from: old, type: 'system', system }, overrides);
    },
    async rotatesId(link = 'message') {
      const previous = record.bsuid;
      record.bsuid = world.ids.bsuid(record.phone);
      if (link !== 'message') {
        const update = { user_id: { previous, current: record.bsuid }, wa_id: senderKeys(record).from };
        await world.courier.post([changeOf(number, 'user_id_update', { user_id_update: [clean(update)] })]);
      }
      const system = clean({
        body: 'User changed their id',
        type: 'user_changed_user_id',
        user_id: record.bsuid,
        ...(link === 'field' ? {} : { previous_user_id: previous }),
      });
      return emit({ from: undefined, type: 'system', system });
    },
    async hearsFromStaff(text, overrides = {}) {
      const id = world.ids.wamid(record.waId);
      const sender = senderKeys(record);
      const echo = clean({
        from: number.display.replace(/\D/g, ''),
        to: sender.from,
        to_user_id: sender.from_user_id,
        id,
        timestamp: inSeconds(world, world.clock.now()),
        ...inbound.text(text),
        ...overrides,
      });
      world.known.set(id, number.id);
      const content = { body: text };
      record.saw.push({ id, number: number.id, type: 'text', content, text, choices: [], at: world.clock.now() });
      const change = { contacts: [contactOf(record)], message_echoes: [echo] };
      await world.courier.post([changeOf(number, 'smb_message_echoes', change)]);
      return id;
    },
  };
}

/** System messages have no contacts; the others have them as the settings want. */
function contactsFor({ settings }: World, record: GuestRecord, { type }: Keys): Keys {
  if (type === 'system' || settings.webhooks.contacts === 'none') return {};
  const contacts = [contactOf(record)];
  if (settings.webhooks.contacts === 'matching') return { contacts };
  return { contacts: [{ profile: { name: 'Somebody else' }, wa_id: '15559990000', user_id: 'US.999' }, ...contacts] };
}

function clean(keys: Keys): Keys {
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
}
