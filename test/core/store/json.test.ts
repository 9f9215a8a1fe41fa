import { expect } from 'chai';
import { toJson, toStorable } from '../../../core/store/json.ts';
import { sql } from '../../support/delivery-rig.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('toJson', () => {
  it('leaves ordinary values as JSON.stringify writes them', () => {
    const value = { text: '¿Hay sitio? 🏖️ "sí"\n\\u0000', list: [1, null, true] };
    expect(toJson(value)).to.equal(JSON.stringify(value));
  });

  it('replaces NUL and lone surrogates, at any depth', () => {
    const value = { a: ['x\u0000y', { b: '\ud83d!' }], c: '\udc00' };
    expect(JSON.parse(toJson(value))).to.deep.equal({ a: ['x\uFFFDy', { b: '\uFFFD!' }], c: '\uFFFD' });
  });

  it('replaces them in names, too: platforms send JSON that is not ours', () => {
    expect(JSON.parse(toJson({ raw: { 'a\u0000': 1, 'b\udfff': 2 } }))).to.deep.equal({
      raw: { 'a\uFFFD': 1, 'b\uFFFD': 2 },
    });
  });

  it('keeps dates and whatever else knows its own JSON', () => {
    const value = { at: Temporal.Instant.from('2031-05-04T10:00:00Z'), text: '\u0000' };
    expect(JSON.parse(toJson(value))).to.deep.equal({ at: '2031-05-04T10:00:00Z', text: '\uFFFD' });
  });

  it('writes what PostgreSQL takes apart again', async () => {
    const database = await aDatabase();
    const value = [{ 'a\u0000': '\u0000', text: '\ud83d', pair: '😀' }];
    const rows = await sql(
      database,
      'select * from json_to_recordset($1::json) as r(text text, pair text)',
      toJson(value),
    );
    expect(rows).to.deep.equal([{ text: '\uFFFD', pair: '😀' }]);
    await database.close();
  });
});

describe('toStorable', () => {
  it('makes text of a column storable, and leaves the rest alone', () => {
    expect(toStorable('a\u0000b\ud800c😀')).to.equal('a\uFFFDb\uFFFDc😀');
  });
});
