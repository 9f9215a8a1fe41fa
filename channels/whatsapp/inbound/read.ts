/** Parsed JSON whose shape nobody has promised. */
export type Json = Readonly<Record<string, unknown>>;

const nothing: Json = {};

/** An empty one in place of anything else. */
export function objectAt(from: Json, key: string): Json {
  const value = Object.hasOwn(from, key) ? from[key] : undefined;
  return isObject(value) ? value : nothing;
}

/** The objects of a list; one that stands alone counts as a list of one. */
export function objectsAt(from: Json, key: string): Json[] {
  return listAt(from, key).filter(isObject);
}

export function listAt(from: Json, key: string): unknown[] {
  const value = Object.hasOwn(from, key) ? from[key] : undefined;
  if (Array.isArray(value)) return value;
  return isObject(value) ? [value] : [];
}

/** Words or a number as words; undefined when there are none. Ids are strings on one page and numbers on another. */
export function textAt(from: Json, key: string): string | undefined {
  const value = Object.hasOwn(from, key) ? from[key] : undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function numberAt(from: Json, key: string): number | undefined {
  const text = textAt(from, key);
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const FIRST = 0;
/** The year 2100: a time behind it is a mistake, and would hold a window open for ever. */
const LAST = 4_102_444_800;

/** Unix seconds, as words or a number → ISO instant. */
export function instantAt(from: Json, key: string): string | undefined {
  const seconds = numberAt(from, key);
  if (seconds === undefined || seconds <= FIRST || seconds > LAST) return undefined;
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(seconds * 1000)).toString();
}

/** Characters. What stands here may be the only copy. */
const MOST_RAW = 1_000_000;
const DEEPEST_RAW = 32;

/** As it came, for what the normal form leaves out; nothing where no database could keep it. */
export function rawOf(value: Json): { raw?: Json } {
  return isShallow(value, DEEPEST_RAW) && JSON.stringify(value).length <= MOST_RAW ? { raw: value } : {};
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((each) => isShallow(each, depth - 1));
}
