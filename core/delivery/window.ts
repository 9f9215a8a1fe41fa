/** What is known of the time in which a platform lets free text pass. */
export interface Window {
  /** ISO instants, or null. */
  readonly lastGuestAt: string | null;
  /** Opened for longer than usual. */
  readonly windowUntil: string | null;
  /** The platform said that it was closed. */
  readonly windowClosedAt: string | null;
}

/**
 * May free text be sent? `hours`: how long a guest's message opens the window (null: there is none). The platform's word
 * stands against our count, until the guest writes again. An answer (`answers`) to the first that a guest ever sent is
 * tried, even if that was nothing which surely opens the window.
 */
export function isWindowOpen(window: Window, hours: number | null, now: number, answers = false): boolean {
  if (hours === null) return true;
  if (answers && Object.values(knownOf(window)).every((instant) => instant === null)) return true;
  const last = at(window.lastGuestAt);
  const closed = at(window.windowClosedAt);
  if (closed >= last && closed > 0) return false;
  return now < Math.max(last > 0 ? last + hours * 3_600_000 : 0, at(window.windowUntil));
}

export function hoursAfter(instant: string, hours: number): string {
  return Temporal.Instant.from(instant)
    .add({ milliseconds: Math.round(hours * 3_600_000) })
    .toString();
}

function knownOf({ lastGuestAt, windowUntil, windowClosedAt }: Window): Window {
  return { lastGuestAt, windowUntil, windowClosedAt };
}

function at(instant: string | null): number {
  return instant === null ? 0 : Temporal.Instant.from(instant).epochMilliseconds;
}
