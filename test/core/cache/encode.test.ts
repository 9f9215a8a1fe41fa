import { expect } from 'chai';
import { decode, encode, encodeKey } from '../../../core/cache/encode.ts';

describe('encode and decode', () => {
  const values: Record<string, unknown> = {
    'plain data': { a: [1, 'zwei', null, true, { b: [] }], c: -0.5 },
    'dates of Temporal': {
      day: Temporal.PlainDate.from('2031-05-01'),
      at: Temporal.Instant.from('2031-05-01T10:00:00.123Z'),
      time: Temporal.PlainTime.from('15:00'),
      zoned: Temporal.ZonedDateTime.from('2031-05-01T10:00[Europe/Madrid]'),
      long: Temporal.Duration.from('P1D'),
    },
    'what JSON drops': [12n, Number.NaN, Number.POSITIVE_INFINITY, new Date(0), new Uint8Array([0, 255, 7])],
    'maps and sets': { map: new Map([['b', new Set([Temporal.PlainDate.from('2031-05-01')])]]) },
    'data that looks like a mark of ours': { $: ['PlainDate', 'not a date'], other: { $: 1 } },
    'text that looks like anything': ['{"$":["BigInt","1"]}', '', '\u2028 ñ 🛎'],
  };
  for (const [name, value] of Object.entries(values)) {
    it(`give ${name} back as it was`, () => {
      expect(decode(encode(value))).to.deep.equal(value);
      expect(encode(decode(encode(value)))).to.equal(encode(value));
    });
  }

  it('give equal text for equal data, whatever the order of its keys, and other text for other data', () => {
    const day = (text: string) => Temporal.PlainDate.from(text);
    expect(encodeKey({ a: 1, b: { c: day('2031-05-01'), d: 2 } })).to.equal(
      encodeKey({ b: { d: 2, c: day('2031-05-01') }, a: 1 }),
    );
    expect(encodeKey({ $: 1, a: 2 })).to.equal(encodeKey({ a: 2, $: 1 }));
    expect(encodeKey([day('2031-05-01')])).not.to.equal(encodeKey(['2031-05-01']));
    expect(encodeKey([1])).not.to.equal(encodeKey(['1']));
    expect(encodeKey([undefined, 1])).not.to.equal(encodeKey([1]));
  });

  it('refuse what they have not written', () => {
    expect(() => decode('{"$":["Spell","x"]}')).to.throw(TypeError);
  });
});
