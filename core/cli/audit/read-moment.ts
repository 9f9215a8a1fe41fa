const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LOCAL = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?$/;

/**
 * A moment as a person writes it: a day, a time of the clock on the wall, or an instant with its offset. A day counts
 * whole: as `--from` it begins at its start, as `--to` it ends at its end.
 *
 * @param zone gives the zone of what has no offset; not asked otherwise.
 * @returns an ISO instant.
 * @throws RangeError
 */
export function readMoment(text: string, option: 'from' | 'to', zone: () => string): string {
  try {
    if (DAY.test(text)) {
      const day = Temporal.PlainDate.from(text);
      return (option === 'to' ? day.add({ days: 1 }) : day).toZonedDateTime(zone()).toInstant().toString();
    }
    if (LOCAL.test(text)) {
      return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(zone()).toInstant().toString();
    }
    return Temporal.Instant.from(text).toString();
  } catch (error) {
    if (error instanceof NoZone) throw error;
    const forms = '2031-05-31 (the whole day), 2031-05-31T14:30 (by the hotel’s clock) or 2031-05-31T14:30+02:00';
    throw new RangeError(`--${option} "${text}" is no date. Write ${forms}.`);
  }
}

/** It cannot be said by which clock a date is meant. */
export class NoZone extends RangeError {}
