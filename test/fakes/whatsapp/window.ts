import type { GuestRecord } from './guests/record.ts';
import type { World } from './world.ts';

/** These are seen, but are no message from a guest. */
const silent = new Set(['reaction', 'system', 'unsupported', 'unknown', 'edit', 'revoke']);

const keyOf = (number: string, guest: GuestRecord) => `${number} ${guest.key}`;

/** A message of the guest opens the window, counted from its own timestamp: 24 hours, 72 after a click on an ad. */
export function openWindow(
  world: World,
  number: string,
  guest: GuestRecord,
  message: { type?: unknown; timestamp?: unknown; referral?: unknown },
): void {
  const seconds = Number(message.timestamp);
  if (silent.has(String(message.type)) || !Number.isFinite(seconds)) return;
  const hours = message.referral ? 72 : 24;
  const until = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).add({ hours });
  const before = world.windows.get(keyOf(number, guest));
  if (!before || Temporal.Instant.compare(before, until) < 0) world.windows.set(keyOf(number, guest), until);
}

export function closeWindow(world: World, number: string, guest: GuestRecord): void {
  world.windows.delete(keyOf(number, guest));
}

export function isOpen(world: World, number: string, guest: GuestRecord): boolean {
  const until = world.windows.get(keyOf(number, guest));
  return until !== undefined && Temporal.Instant.compare(world.clock.now(), until) < 0;
}
