import { createHash } from 'node:crypto';

/**
 * The id of the conversation of one guest on one account: a hash of who talks to whom, so that every process
 * knows it without asking the database, and batches can lock conversations in one order. A guest who is known by
 * several keys has one conversation; the ids of the others are aliases of it (`conversation_alias`).
 */
export function conversationIdOf(property: string, channel: string, account: string, guestKey: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([property, channel, account, guestKey]))
    .digest('hex');
  // Version 8 (custom) and the RFC 9562 variant, so that it reads as the UUID it is stored as.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Key of the advisory lock that owns this conversation: its first 64 bits, signed. */
export function lockKeyOf(conversationId: string): string {
  return BigInt.asIntN(64, BigInt(`0x${conversationId.replaceAll('-', '').slice(0, 16)}`)).toString();
}
