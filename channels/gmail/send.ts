import { BotonesError, type Fate, type OutboundItem, type Property, type Sent } from '@botones/contract';
import { GmailError } from './api/errors.ts';
import type { Labels } from './labels.ts';
import type { Mailbox } from './open-gmail.ts';
import type { Options } from './options.ts';
import { compose, messageIdOf } from './reply/compose.ts';
import { findSent } from './reply/find-sent.ts';
import { lastMailOf, type Original, readOriginal } from './reply/original.ts';
import type { Payload } from './types.ts';

export interface SendTools {
  readonly mailbox: Mailbox;
  readonly address: string;
  readonly options: Options;
  readonly property: Property;
  readonly labels: Labels;
  /** Seconds until this sender may be answered again; 0: now. */
  pause(guest: string, itemId: string): Promise<number>;
  /** Told the id of each mail that went out. */
  sentNow(id: string): void;
}

type Item = OutboundItem<Payload>;

/** Answers in the thread. Throws where nobody can say whether the mail went out. */
export async function send(tools: SendTools, item: Item, signal: AbortSignal): Promise<Sent> {
  const { mailbox, labels, sentNow } = tools;
  const { bucket, price } = mailbox;
  const wait = await tools.pause(item.guest.key, item.id);
  if (wait > 0) return { status: 'retry', seconds: wait, reason: 'sender pause' };
  const turn = bucket.queue(item.id, price.get + price.send + price.modify);
  if (turn > 0) return { status: 'retry', seconds: turn / 1000, reason: 'quota' };
  const answered = item.inReplyTo ?? (await failing(() => lastMailOf(mailbox, item.guest.key, signal)));
  if (answered !== null && typeof answered === 'object') return answered;
  const original = answered === null ? null : await failing(() => readOriginal(mailbox, answered, signal));
  if (original !== null && 'status' in original) return original;
  const raw = await compose(envelopeOf(tools, item, original), item.payload);
  const body = { raw: raw.toString('base64url'), ...(original && { threadId: original.threadId }) };
  const sent = await failing(() => mailbox.gmail.send(body, signal), true);
  if ('status' in sent) return sent;
  sentNow(sent.id);
  if (answered !== null) await labels.mark(answered, item.payload.handoff, signal);
  return { status: 'accepted', providerId: sent.id };
}

/** Has Gmail this mail among those that it sent? Asked before it is sent again. */
export async function lookup(tools: SendTools, item: Item, signal: AbortSignal): Promise<Fate> {
  const { mailbox, address, labels } = tools;
  const answered = item.inReplyTo ?? (await lastMailOf(mailbox, item.guest.key, signal));
  const found = await findSent(mailbox, messageIdOf(item.id, address), item.id, answered, signal);
  if (found === null) return { status: 'not-sent' };
  tools.sentNow(found);
  if (answered !== null) await labels.mark(answered, item.payload.handoff, signal);
  return { status: 'sent', providerId: found };
}

function envelopeOf({ options, property, address }: SendTools, { id, guest }: Item, original: Original | null) {
  const named = original?.replyTo ?? original?.from;
  // Where a mail is answered, its sender says where; the address of staff's words is the guest's.
  const to = named !== undefined && named.address !== '' ? named : { address: guest.email ?? guest.key, name: '' };
  return {
    id,
    mailbox: address,
    from: { name: options.from.name ?? property.name, address: options.from.address ?? address },
    to: { address: to.address, name: to.name || (guest.name ?? '') },
    original,
    subject: property.name,
  };
}

/** Google's refusals as core knows them. `sending`: of the send itself, after which a broken answer says nothing. */
async function failing<T>(call: () => Promise<T>, sending = false): Promise<T | Sent> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof GmailError) return sentOf(error, sending) ?? raise(error);
    if (error instanceof BotonesError && error.code === 'ERR_CHANNEL_ACCOUNT')
      return { status: 'failed', failure: 'account', reason: error.code };
    throw error;
  }
}

function sentOf({ trouble, reason, retryAfterSeconds }: GmailError, sending: boolean): Sent | null {
  switch (trouble) {
    case 'limit':
      return { status: 'retry', seconds: retryAfterSeconds ?? 60, reason };
    case 'token':
    case 'forbidden':
      return { status: 'failed', failure: 'account', reason };
    case 'server':
      return sending ? null : { status: 'retry', seconds: 5, reason };
    case 'missing':
    case 'exists':
    case 'request':
      return { status: 'failed', failure: 'content', reason };
  }
}

function raise(error: unknown): never {
  throw error;
}
