import type { UserEvent } from './event.ts';
import type { Tracker } from './tracker.ts';

/** Whether a message comes so long after the last one that a new session begins. */
export function isExpired(
  { memory }: Tracker,
  { at }: Pick<UserEvent, 'at'>,
  { expirationMinutes }: { readonly expirationMinutes: number },
): boolean {
  const before = memory.message?.at;
  if (expirationMinutes === 0 || at === undefined || before === undefined) return false;
  const passed = Temporal.Instant.from(at).epochMilliseconds - Temporal.Instant.from(before).epochMilliseconds;
  return passed > expirationMinutes * 60_000;
}
