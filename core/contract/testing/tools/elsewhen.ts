const HOURS_AHEAD = 24 * 400 + 7;

/**
 * Runs `use` while the system's clock is more than a year ahead, and puts it right afterwards.
 * What a plugin makes of its input must not change by that: its clock comes with the turn or the context.
 */
export async function elsewhen<T>(use: () => T | Promise<T>): Promise<T> {
  const { Date: SystemDate } = globalThis;
  const { instant, zonedDateTimeISO, plainDateTimeISO, plainDateISO, plainTimeISO, timeZoneId } = Temporal.Now;
  const later = () => instant().add({ hours: HOURS_AHEAD });
  const laterIn = (zone = timeZoneId()) => later().toZonedDateTimeISO(zone);
  Object.assign(Temporal.Now, {
    instant: later,
    zonedDateTimeISO: laterIn,
    plainDateTimeISO: (zone?: string) => laterIn(zone).toPlainDateTime(),
    plainDateISO: (zone?: string) => laterIn(zone).toPlainDate(),
    plainTimeISO: (zone?: string) => laterIn(zone).toPlainTime(),
  });
  const milliseconds = () => later().epochMilliseconds;
  globalThis.Date = new Proxy(SystemDate, {
    construct: (target, given, self) => Reflect.construct(target, given.length > 0 ? given : [milliseconds()], self),
    apply: (target) => new target(milliseconds()).toString(),
    get: (target, key, self) => (key === 'now' ? milliseconds : Reflect.get(target, key, self)),
  });
  try {
    return await use();
  } finally {
    globalThis.Date = SystemDate;
    Object.assign(Temporal.Now, { instant, zonedDateTimeISO, plainDateTimeISO, plainDateISO, plainTimeISO });
  }
}
