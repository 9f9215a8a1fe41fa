import fc from 'fast-check';

/** What stands where nobody expects it. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    0,
    -1,
    1e308,
    253402300799,
    '253402300799',
    '1e999',
    true,
    [],
    {},
    [null],
    [[]],
    '\u0000',
    '\ud800',
    { '\u0000': '\udfff' },
    { __proto__: null, constructor: 1, toString: null },
    'x'.repeat(5_000),
    'é'.repeat(400),
    'constructor',
    '__proto__',
    'system',
    'US.1000',
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double({ noNaN: true }),
);

/** Copies of a payload in which a few places hold something strange, are missing, stand twice or have a new neighbour. */
export function spoilt<T extends object>(payload: T): fc.Arbitrary<unknown> {
  const deed = fc.record({
    way: fc.constantFrom('change', 'change', 'change', 'leave out', 'double', 'add'),
    place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    value: strange,
    key: fc.oneof(fc.constantFrom('__proto__', 'errors', 'type', 'group_id', 'context'), fc.string({ maxLength: 5 })),
  });
  return fc.array(deed, { minLength: 1, maxLength: 5 }).map((deeds) => {
    const copy = structuredClone(payload);
    // A value of its own for each place: one that two places share could be put into itself.
    for (const one of deeds) spoil(copy, { ...one, value: structuredClone(one.value) });
    return copy;
  });
}

function spoil(root: object, { way, place, value, key }: { way: string; place: number; value: unknown; key: string }) {
  const places = [...placesIn(root)];
  const found = places[Math.floor(place * places.length)];
  if (found === undefined) return;
  const [parent, at] = found;
  const holder = parent as Record<string, unknown>;
  if (way === 'change') holder[at] = value;
  else if (way === 'add')
    Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
  else if (way === 'leave out') delete holder[at];
  else if (Array.isArray(parent)) parent.push(holder[at]);
  else holder[at] = [holder[at], holder[at]];
}

/** Whoever holds something, and by which name or number. */
function* placesIn(value: object): Generator<[object, string]> {
  for (const [at, inner] of Object.entries(value)) {
    yield [value, at];
    if (typeof inner === 'object' && inner !== null) yield* placesIn(inner);
  }
}
