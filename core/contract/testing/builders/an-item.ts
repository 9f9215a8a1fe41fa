import type { OutboundItem } from '../../channel.ts';

/** Something to send to a guest who wrote a minute ago. */
export function anItem<Payload>(
  payload: Payload,
  overrides: Partial<OutboundItem<Payload>> = {},
): OutboundItem<Payload> {
  return {
    id: '0b7e4f52-3c1d-8a6e-a0f9-5d2c7b1e4a38:2',
    account: 'hotel-1',
    guest: { key: 'guest-1' },
    payload,
    inReplyTo: 'message-1',
    lastGuestMessageAt: '2026-06-01T10:00:00Z',
    attempt: 0,
    ...overrides,
  };
}
