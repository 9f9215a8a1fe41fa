import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { buildSchemas } from '../../../core/config/build-schemas.ts';

const config = join(import.meta.dirname, '../../../config');

describe('JSON Schemas for editors', () => {
  for (const [name, schema] of Object.entries(buildSchemas())) {
    it(`${name} is in step; otherwise run npm run schemas`, () => {
      const written = readFileSync(join(config, '.schemas', name), 'utf8');
      expect(JSON.parse(written)).to.deep.equal(JSON.parse(schema));
    });
  }

  it('lists the keys of both kinds of file', () => {
    const schemas = buildSchemas();
    const keys = (name: string) => Object.keys(JSON.parse(schemas[name] ?? '').properties);
    expect(keys('botones.schema.json')).to.include.members(['property', 'channels', 'thresholds', 'nlu', 'responses']);
    expect(keys('intent.schema.json'))
      .to.include.members(['nlu', 'intents', 'responses', 'rules'])
      .and.not.include('channels');
  });

  it('are what the files of the demo hotel refer to', () => {
    const names = readdirSync(config, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yml'));
    const references = names.map((name) => /\$schema=(\S+)/.exec(readFileSync(join(config, name), 'utf8'))?.[1]);
    const used = new Set(references.flatMap((reference) => (reference ? [basename(reference)] : [])));
    expect(Object.keys(buildSchemas())).to.include.members([...used]);
  });
});
