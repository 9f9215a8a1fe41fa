import type { Schema } from '@botones/contract';
import { expect } from 'chai';
import { z } from 'zod';
import { checkOptions } from '../../../core/config/index.ts';
import { loadBase, soundFiles } from './fixture.ts';

const optionsSchema = z.strictObject({
  soon: z.int().min(1).default(30),
  rates: z.record(z.string(), z.strictObject({ fee: z.number() })).default({}),
  mood: z
    .string()
    .refine((mood) => mood !== 'bad', 'no bad mood')
    .optional(),
});

function entryWith(lines: string) {
  const [entry] = loadBase({
    'botones.yml': soundFiles['botones.yml'].replace('business-hours: {}', `business-hours:\n${lines}`),
  }).handlers;
  if (!entry) throw new Error('there is no handler');
  return entry;
}

async function faults(schema: Schema, lines: string): Promise<string[]> {
  const checked = await checkOptions(schema, entryWith(lines));
  if ('options' in checked) throw new Error('the options are sound');
  return checked.faults.map(({ line, path, message, cure }) => `${line} ${path} ${message} — ${cure}`);
}

describe('checkOptions', () => {
  it('returns what the schema makes of the options', async () => {
    expect(await checkOptions(optionsSchema, entryWith('    rates: {suite: {fee: 5}}'))).to.deep.equal({
      options: { soon: 30, rates: { suite: { fee: 5 } } },
    });
    expect(await checkOptions(optionsSchema, entryWith(''))).to.deep.equal({ options: { soon: 30, rates: {} } });
  });

  it('tells every issue of a zod schema in the line of its option, with a cure', async () => {
    const lines = '    sooon: 1\n    rates:\n      suite:\n        fee: "5"\n    mood: bad';
    expect(await faults(optionsSchema, lines)).to.deep.equal([
      '10 handlers.business-hours.sooon unknown key "sooon" — did you mean "soon"?',
      '13 handlers.business-hours.rates.suite.fee must be a number, is text — remove the quotes; before an environment variable write !!float',
      '14 handlers.business-hours.mood no bad mood — see the options of business-hours in its README',
    ]);
  });

  it('tells the issues of any other Standard Schema in its own words', async () => {
    const schema: Schema = {
      '~standard': {
        version: 1,
        vendor: 'by-hand',
        validate: () => ({ issues: [{ message: 'too soon', path: [{ key: 'soon' }] }, { message: 'odd' }] }),
      },
    };
    expect(await faults(schema, '    late: 1\n    soon: 2')).to.deep.equal([
      '9 handlers.business-hours odd — see the options of business-hours in its README',
      '11 handlers.business-hours.soon too soon — see the options of business-hours in its README',
    ]);
  });
});
