import { randomUUID } from 'node:crypto';
import type { GuestAddress, Message } from '@botones/contract';

export interface MessageParts extends Partial<Omit<Message, 'guest'>> {
  /** The guest's key. */
  key?: string;
  guest?: Partial<GuestAddress>;
  text?: string;
}

/** A message with a provider id of its own, unless one is given. */
export function guestMessage({ key = 'guest-1', guest, text = 'Hola', ...rest }: MessageParts = {}): Message {
  return {
    providerId: randomUUID(),
    account: 'miramar',
    guest: { key, ...guest },
    from: 'guest',
    sentAt: '2031-05-04T10:00:00Z',
    parts: [{ type: 'text', text }],
    ...rest,
  };
}
