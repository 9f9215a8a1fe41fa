import type { Message } from '../../message.ts';

/** A text of a guest. */
export function aMessage(overrides: Partial<Message> = {}): Message {
  return {
    providerId: 'message-1',
    account: 'hotel-1',
    guest: { key: 'guest-1' },
    from: 'guest',
    sentAt: '2026-06-01T10:00:00Z',
    parts: [{ type: 'text', text: 'Hola' }],
    ...overrides,
  };
}
