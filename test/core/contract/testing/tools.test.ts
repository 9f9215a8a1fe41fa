import { expect } from 'chai';
import { deepFreeze } from '../../../../core/contract/testing/tools/deep-freeze.ts';
import { elsewhen } from '../../../../core/contract/testing/tools/elsewhen.ts';
import { seededRandom } from '../../../../core/contract/testing/tools/random.ts';
import { settles } from '../../../../core/contract/testing/tools/settles.ts';
import { cutBodies, deepBodies, wrongValues } from '../../../../core/contract/testing/tools/spoil.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = (body: Uint8Array) => new TextDecoder().decode(body);

describe('elsewhen', () => {
  const years = () => [
    new Date().getFullYear(),
    new Date(Date.now()).getFullYear(),
    Temporal.Now.plainDateISO('UTC').year,
    Temporal.Now.zonedDateTimeISO('UTC').year,
    Temporal.Now.plainDateTimeISO('UTC').year,
    Temporal.Now.instant().toZonedDateTimeISO('UTC').year,
  ];

  it('moves every clock of the system by more than a year, and puts it right', async () => {
    const before = years();
    const during = await elsewhen(years);
    for (const [index, year] of during.entries()) expect(year).to.be.above(before[index] ?? 0);
    expect(years()).to.deep.equal(before);
  });

  it('puts the clock right after an error', async () => {
    const now = globalThis.Date;
    await elsewhen(() => Promise.reject(new Error('no'))).catch(() => {});
    expect(globalThis.Date).to.equal(now);
  });

  it('leaves dates that are given alone', async () => {
    const [date, parsed] = await elsewhen(() => [new Date(0), Date.parse('2026-06-01T00:00:00Z')]);
    expect([Number(date), parsed]).to.deep.equal([0, 1_780_272_000_000]);
    expect(date).to.be.instanceOf(Date);
  });
});

describe('deepFreeze', () => {
  it('freezes plain data to its leaves, and nothing else', () => {
    const instant = new Date(0);
    const value = deepFreeze({ list: [{ text: 'a' }], instant });
    expect(() => Object.assign(value.list[0] ?? {}, { text: 'b' })).to.throw(TypeError);
    expect(Object.isFrozen(instant)).to.equal(false);
  });
});

describe('seededRandom', () => {
  it('repeats itself for a seed', () => {
    const draw = (seed: number) => [seededRandom(seed).bytes(8).join(), seededRandom(seed).below(1000)];
    expect(draw(5)).to.deep.equal(draw(5));
    expect(draw(5)).not.to.deep.equal(draw(6));
  });
});

describe('settles', () => {
  it('tells a result from an error', async () => {
    expect(await settles(Promise.resolve(1), '')).to.deep.equal({ status: 'fulfilled', value: 1 });
    expect(await settles(Promise.reject(2), '')).to.deep.equal({ status: 'rejected', reason: 2 });
  });
});

describe('spoilt bodies', () => {
  it('replace and leave out each value of a sample, the whole included', () => {
    const spoilt = wrongValues(bytes('{"a":[1],"b":"x"}'), [null]).map(({ body }) => textOf(body));
    expect(spoilt).to.have.members([
      '',
      'null',
      '{"b":"x"}',
      '{"a":null,"b":"x"}',
      '{"a":[null],"b":"x"}',
      '{"a":[null],"b":"x"}',
      '{"a":[1]}',
      '{"a":[1],"b":null}',
    ]);
    expect(wrongValues(bytes('a=1&b=2'))).to.deep.equal([]);
  });

  it('end a sample everywhere', () => {
    expect(cutBodies(bytes('abc')).map(({ body }) => textOf(body))).to.deep.equal(['', 'a', 'ab']);
    expect(cutBodies(new Uint8Array(10_000))).to.have.length.within(200, 220);
  });

  it('nest where a value stands, deeper than a stack is', () => {
    const whole = deepBodies(bytes('{"a":1}')).map(({ body }) => textOf(body));
    const overflows = (value: unknown): number => 1 + Math.max(0, ...Object.values(Object(value)).map(overflows));
    expect(whole).to.have.length(4);
    for (const text of whole) expect(() => overflows(JSON.parse(text))).to.throw(RangeError);
  });
});
