/** Marks what JSON has no word for: `{"$": ["PlainDate", "2031-05-01"]}`. */
const MARK = '$';

const temporal = {
  Duration: Temporal.Duration,
  Instant: Temporal.Instant,
  PlainDate: Temporal.PlainDate,
  PlainDateTime: Temporal.PlainDateTime,
  PlainMonthDay: Temporal.PlainMonthDay,
  PlainTime: Temporal.PlainTime,
  PlainYearMonth: Temporal.PlainYearMonth,
  ZonedDateTime: Temporal.ZonedDateTime,
} as const;

const readers: Readonly<Record<string, (written: never) => unknown>> = {
  ...Object.fromEntries(Object.entries(temporal).map(([name, type]) => [name, (text: string) => type.from(text)])),
  BigInt: (text: string) => BigInt(text),
  Bytes: (text: string) => Uint8Array.fromBase64(text),
  Date: (text: string) => new Date(text),
  Map: (entries: [unknown, unknown][]) => new Map(entries),
  Number: (text: string) => Number(text),
  Object: (entries: [string, unknown][]) => Object.fromEntries(entries),
  Set: (items: unknown[]) => new Set(items),
};

/**
 * Plain data, with the dates of Temporal, as text from which `decode` makes the same; equal data gives equal text,
 * whatever the order of its keys.
 */
export function encode(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key: string, shown: unknown) {
    // Temporal and Date have turned into strings already.
    return write(this[key], shown);
  });
}

function write(value: unknown, shown: unknown): unknown {
  if (typeof value === 'bigint') return new Mark('BigInt', String(value));
  if (typeof value === 'number' && !Number.isFinite(value)) return new Mark('Number', String(value));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return shown;
  const name = Object.entries(temporal).find(([, type]) => value instanceof type)?.[0];
  if (name !== undefined) return new Mark(name, String(value));
  if (value instanceof Date) return new Mark('Date', shown);
  if (value instanceof Uint8Array) return new Mark('Bytes', value.toBase64());
  if (value instanceof Map) return new Mark('Map', [...value]);
  if (value instanceof Set) return new Mark('Set', [...value]);
  if (value instanceof Mark) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return MARK in value ? new Mark('Object', entries) : Object.fromEntries(entries);
}

/** JSON.stringify goes down into what it was given, so our own marks come by again. */
class Mark {
  readonly [MARK]: readonly [string, unknown];
  constructor(name: string, written: unknown) {
    this[MARK] = [name, written];
  }
}

export function decode(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(MARK in value)) return value;
    const [name, written] = value[MARK] as [string, never];
    const read = readers[name];
    if (read === undefined) throw new TypeError(`There is no way to read ${name}.`);
    return read(written);
  });
}
