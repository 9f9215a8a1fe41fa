import { expect } from 'chai';
import { Document, LineCounter } from 'yaml';
import { z } from 'zod';
import { checkShape, Findings } from '../../../../core/config/index.ts';
import { salvageShape } from '../../../../core/config/yaml/check-shape.ts';
import { YamlPiece } from '../../../../core/config/yaml/piece.ts';

function check<T>(schema: z.ZodType<T>, value: unknown, run = checkShape<T>) {
  const findings = new Findings();
  const source = { file: 'x.yml', document: new Document(value), lines: new LineCounter() };
  const result = run(schema, new YamlPiece(source, value), findings);
  return { result, told: findings.faults.map(({ path, message, cure }) => `${path} ${message} — ${cure}`) };
}

describe('checkShape', () => {
  it('returns what the schema makes of it', () => {
    expect(check(z.object({ a: z.number().default(3) }), {})).to.deep.equal({ result: { a: 3 }, told: [] });
  });

  it('says in words what zod says in codes', () => {
    const schema = z.strictObject({
      text: z.string(),
      count: z.int().min(1).max(9),
      yes: z.boolean(),
      list: z.array(z.string().min(1)).min(1).max(2),
      kind: z.enum(['double', 'suite']),
      mail: z.email(),
      there: z.string().describe('the address'),
      short: z.string().max(2),
    });
    const value = { text: null, count: 10, yes: 'no', list: [], kind: 'duoble', mail: 'x', short: 'abc' };
    expect(check(schema, value).told).to.deep.equal([
      'text must be text, is empty — write text',
      'count must be at most 9, is 10 — write a smaller number',
      'yes must be true or false, is text — write true or false',
      'list is empty — fill it in or remove it',
      'kind must be double or suite, is "duoble" — did you mean "double"?',
      'mail "x" is not a mail address — correct it',
      'there is missing — add it: the address',
      'short is too long — write at most 2',
    ]);
  });

  it('tells of a union what is wrong with the branch that was meant', () => {
    const schema = z.union([
      z.string(),
      z.strictObject({ url: z.string(), size: z.number().optional() }),
      z.array(z.string()),
    ]);
    expect(check(schema, { url: 'x', siez: 1 }).told).to.deep.equal(['siez unknown key "siez" — did you mean "size"?']);
    expect(check(schema, ['a', 2]).told).to.deep.equal(['[1] must be text, is a number — put it in quotes']);
    expect(check(schema, 5).told).to.deep.equal([' must be text, is a number — put it in quotes']);
    expect(check(schema.describe('a text or a link'), null).told).to.deep.equal([
      ' must not be empty — write a text or a link',
    ]);
  });

  it('takes the branch with the fewest issues for the one that was meant', () => {
    const schema = z.union([
      z.strictObject({ kind: z.string(), size: z.number(), colour: z.string() }),
      z.strictObject({ url: z.string(), size: z.number() }),
    ]);
    expect(check(schema, { url: 'x', size: '1' }).told).to.deep.equal([
      'size must be a number, is text — remove the quotes; before an environment variable write !!float',
    ]);
  });

  it('salvages what is right: entries go, items of a list keep their places', () => {
    const schema = z.strictObject({
      a: z.number().optional(),
      b: z.strictObject({ c: z.string(), d: z.string().optional() }).optional(),
      list: z.array(z.strictObject({ e: z.number() })).optional(),
    });
    const salvaged = (value: unknown) => check(schema, value, salvageShape).result;
    expect(salvaged({ a: 1, x: 2 })).to.deep.equal({ a: 1 });
    expect(salvaged({ a: 1, b: { d: 'd' } })).to.deep.equal({ a: 1 });
    expect(salvaged({ a: 1, b: { c: 'c', d: 5 } })).to.deep.equal({ a: 1, b: { c: 'c' } });
    expect(salvaged({ a: 1, list: [{ e: 1 }, 'x'] })).to.deep.equal({ a: 1 });
    expect(salvaged('x')).to.equal(null);
  });
});
