import type { ChannelEvent, Message } from '@botones/contract';
import { keysOf, senderOf } from './guest.ts';
import { contentOf, replyOf, typeOf } from './kinds.ts';
import { instantAt, isObject, type Json, objectAt, rawOf, textAt } from './read.ts';
import { moveOf } from './system.ts';

/** Where something was said. */
export interface Place {
  /** `phone_number_id`. */
  readonly account: string;
  readonly contacts: readonly Json[];
  readonly now: Temporal.Instant;
}

/** One item → one of these. `skipped` is fit for a log. */
export type Item = { message: Message } | { event: ChannelEvent } | { skipped: string };

const MAX_ID = 512;
/** A guest who comes from an ad may be answered freely for so long. */
const AD_HOURS = 72;
/** What stands in every message, and is no news beside its parts. */
const plain = new Set(['id', 'from', 'from_user_id', 'from_parent_user_id', 'timestamp', 'type', 'text']);

/** One of `messages`: what the guest wrote, or did to what was written. */
export function readMessage(of: Json, { account, contacts, now }: Place): Item {
  const id = textAt(of, 'id');
  if (id === undefined || id.length > MAX_ID) return { skipped: 'a message without an id' };
  const at = instantAt(of, 'timestamp') ?? now.toString();
  const told = { providerId: id, account, at };
  const type = typeOf(of);
  if (type === 'system') return { event: moveOf(of, told) };
  const guest = senderOf(of, contacts);
  const note = (what: string): Item => ({
    event: { ...told, type: 'note', ...(guest !== null && { guest }), what, ...rawOf(of) },
  });
  if (guest === null) return note('without a sender');
  // Groups have rooms of their own in WhatsApp; a bot that speaks up there was asked by nobody.
  if (textAt(of, 'group_id') !== undefined) return note('group');
  const done = readDeed(of, { ...told, guest, from: 'guest' });
  if (done !== null) return done;
  if (type === 'interactive' && replyOf(objectAt(of, 'interactive')) === 'call_permission_reply')
    return note('call_permission_reply');
  const content = contentOf(of);
  if (content === null) return note(shortOf(type));
  const { parts, staff, silent, whole } = content;
  const quoted = textAt(objectAt(of, 'context'), 'id');
  const opens = silent ? 0 : isObject(of.referral) ? AD_HOURS : undefined;
  const bare = Object.keys(of).every((key) => plain.has(key));
  return {
    message: {
      providerId: id,
      account,
      guest,
      from: 'guest',
      sentAt: at,
      parts,
      ...(whole !== undefined && { whole }),
      ...(staff !== undefined && { leaveTo: { who: 'staff', reason: staff } }),
      ...(quoted !== undefined && { inReplyTo: quoted }),
      ...(opens !== undefined && { opensWindow: opens }),
      ...(!bare && rawOf(of)),
    },
  };
}

/** What staff wrote on the hotel's own phone, one of `message_echoes`. */
export function readEcho(of: Json, { account, contacts, now }: Place): Item {
  const id = textAt(of, 'id');
  if (id === undefined || id.length > MAX_ID) return { skipped: 'an echo without an id' };
  const { id: key, phone } = keysOf(textAt(of, 'to_user_id'), textAt(of, 'to'));
  const guest = senderOf({ from_user_id: key, from: phone }, contacts);
  if (guest === null) return { skipped: 'an echo that was for nobody' };
  const at = instantAt(of, 'timestamp') ?? now.toString();
  const done = readDeed(of, { providerId: id, account, at, guest, from: 'staff' });
  if (done !== null) return done;
  const { parts } = contentOf(of) ?? { parts: [{ type: 'unsupported', what: shortOf(typeOf(of)) }] };
  return { message: { providerId: id, account, guest, from: 'staff', sentAt: at, parts, ...rawOf(of) } };
}

type By = Pick<Extract<ChannelEvent, { type: 'reaction' }>, 'providerId' | 'account' | 'at' | 'guest' | 'from'>;

/** Something that is done to a message: null when it is none of these. */
function readDeed(of: Json, by: By): Item | null {
  const type = typeOf(of);
  const { providerId, account, at, guest } = by;
  // It says not to which message, or what became of it: what came is all there is.
  const nothing: Item = { event: { providerId, account, at, guest, type: 'note', what: shortOf(type), ...rawOf(of) } };
  if (type === 'reaction') {
    const reaction = objectAt(of, 'reaction');
    const message = textAt(reaction, 'message_id');
    if (message === undefined) return nothing;
    return { event: { ...by, type, message, emoji: textAt(reaction, 'emoji') ?? null } };
  }
  if (type === 'edit') {
    const edit = objectAt(of, 'edit');
    const [message, content] = [textAt(edit, 'original_message_id'), contentOf(objectAt(edit, 'message'))];
    if (message === undefined || content === null) return nothing;
    return { event: { ...by, type, message, parts: content.parts } };
  }
  if (type === 'revoke') {
    const message = textAt(objectAt(of, 'revoke'), 'original_message_id');
    return message === undefined ? nothing : { event: { ...by, type, message } };
  }
  return null;
}

/** A name of the platform's that may go to a log. */
function shortOf(name: string): string {
  return /^[\w-]{1,64}$/.test(name) ? name : 'another';
}
