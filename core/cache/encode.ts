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

const temporalNames = new Map<unknown, string>(Object.entries(temporal).map(([name, type]) => [type, name]));

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

/** Plain data, with the dates of Temporal, as text from which `decode` makes the same. */
export function encode(value: unknown): string {
  return JSON.stringify(toJson(value, Object.keys));
}

/** As text that is equal for equal data, whatever the order of its keys. */
export function encodeKey(value: unknown): string {
  return JSON.stringify(toJson(value, (object) => Object.keys(object).sort()));
}

// By hand, since JSON's own replacer costs five times as much and sees dates as strings already.
function toJson(value: unknown, keysOf: (object: object) => string[]): unknown {
  if (typeof value === 'bigint') return mark('BigInt', String(value));
  if (typeof value === 'number' && !Number.isFinite(value)) return mark('Number', String(value));
  if (typeof value !== 'object' || value === null) return value;
  const inner = (one: unknown) => toJson(one, keysOf);
  if (Array.isArray(value)) return value.map(inner);
  const name = temporalNames.get(value.constructor);
  if (name !== undefined) return mark(name, String(value));
  if (value instanceof Date) return mark('Date', value.toJSON());
  if (value instanceof Uint8Array) return mark('Bytes', value.toBase64());
  if (value instanceof Map) return mark('Map', [...value].map(inner));
  if (value instanceof Set) return mark('Set', [...value].map(inner));
  const keys = keysOf(value);
  const given = value as Record<string, unknown>;
  if (keys.includes(MARK))
    return mark(
      'Object',
      keys.map((key) => [key, inner(given[key])]),
    );
  const plain: Record<string, unknown> = {};
  for (const key of keys) plain[key] = inner(given[key]);
  return plain;
}

function mark(name: string, written: unknown): Record<string, unknown> {
  return { [MARK]: [name, written] };
}

/** @throws SyntaxError, TypeError or RangeError for a text that `encode` of another release may have made. */
export function decode(text: string): unknown {
  return revive(JSON.parse(text));
}

function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) value[index] = revive(value[index]);
    return value;
  }
  const given = value as Record<string, unknown>;
  if (Object.hasOwn(given, MARK)) {
    const [name, written] = given[MARK] as [string, unknown];
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (read === undefined) throw new TypeError(`There is no way to read ${name}.`);
    return read(revive(written) as never);
  }
  for (const key of Object.keys(given)) given[key] = revive(given[key]);
  return given;
}
