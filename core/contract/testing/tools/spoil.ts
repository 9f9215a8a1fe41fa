import type { Random } from './random.ts';

/** A body that no platform should send, and what is wrong with it. */
export interface Spoilt {
  readonly how: string;
  readonly body: Uint8Array;
}

type Path = readonly (string | number)[];

const MAX_NODES = 300;
const MAX_CUTS = 200;

/** Deep enough to overflow the stack of a function that calls itself for each level. */
const DEPTH = 20_000;

const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e300,
  2 ** 53,
  '',
  ' ',
  'x'.repeat(50_000),
  'NUL \u0000 and half a pair \ud800',
  '99999999999999999999',
  '2026-13-45T99:00:00Z',
  '0000-01-01T00:00:00Z',
  '2026-06-01T10:00:00+23:59',
  '__proto__',
  'constructor',
  [],
  {},
  [null],
  [[{}]],
  { length: 3 },
];

export function randomBodies(random: Random, count = 150): Spoilt[] {
  const bodies = Array.from({ length: count }, () => random.bytes(random.below(1_000)));
  return bodies.map((body, index) => ({ how: `random bytes ${index}`, body }));
}

/** The sample, ended too early. */
export function cutBodies(sample: Uint8Array): Spoilt[] {
  const step = Math.max(1, Math.floor(sample.length / MAX_CUTS));
  const lengths = Array.from({ length: Math.ceil(sample.length / step) }, (_, index) => index * step);
  return lengths.map((length) => ({ how: `the first ${length} bytes`, body: sample.subarray(0, length) }));
}

/** The sample with each of its values left out, or replaced by one that does not belong there. Nothing where it is no JSON. */
export function wrongValues(sample: Uint8Array, values: readonly unknown[] = oddValues): Spoilt[] {
  const root = parseJson(sample);
  if (root === undefined) return [];
  return pathsIn(root).flatMap((path) => [
    { how: `${show(path)} left out`, body: toBytes(replaceAt(root, path, undefined)) },
    ...values.map((value) => ({
      how: `${show(path)} = ${JSON.stringify(value).slice(0, 40)}`,
      body: toBytes(replaceAt(root, path, value)),
    })),
  ]);
}

/** Nesting without end, alone and in place of each value of the sample. */
export function deepBodies(sample: Uint8Array): Spoilt[] {
  const lists = `${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`;
  const objects = `${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`;
  const alone = [lists, objects].map((text) => ({ how: 'deep nesting alone', body: encode(text) }));
  const root = parseJson(sample);
  if (root === undefined) return alone;
  const inside = pathsIn(root).map((path) => {
    // JSON.stringify itself overflows on such a value, so it is put in as text.
    const text = JSON.stringify(replaceAt(root, path, '@deep@')).replace('"@deep@"', lists);
    return { how: `deep nesting at ${show(path)}`, body: encode(text) };
  });
  return [...alone, ...inside];
}

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  const below = keys.flatMap((key) => pathsIn((value as Record<string | number, unknown>)[key], [...path, key]));
  return [path, ...below].slice(0, MAX_NODES);
}

function replaceAt(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy: unknown = Array.isArray(value) ? [...value] : { ...(value as object) };
  const fields = copy as Record<string | number, unknown>;
  fields[key] = replaceAt(fields[key], rest, replacement);
  return copy;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function show(path: Path): string {
  return path.length === 0 ? 'the whole body' : path.join('.');
}

function toBytes(value: unknown): Uint8Array {
  return encode(JSON.stringify(value) ?? '');
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
