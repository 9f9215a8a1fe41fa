import type { Entity } from '@botones/contract';
import { expect } from 'chai';
import { understand } from '../../../../core/nlu/index.ts';
import { foldText } from '../../../../core/nlu/learn/fold-text.ts';
import type { TrainableBot } from '../../../../core/nlu/training/training-input.ts';
import { botOf, trainTiny } from '../tiny-bot.ts';

const declare = (...names: string[]): TrainableBot['entities'] =>
  new Map(names.map((name) => [name, { name, roles: [], groups: [] }]));

async function extract(more: Partial<TrainableBot>, text: string): Promise<Entity[]> {
  const pipeline = ['clean', 'regex-entities', 'lookup-entities', 'synonyms'].map((name) => ({ name, options: {} }));
  const model = await trainTiny(botOf({ greet: { en: ['hello'] } }, more), ['en'], pipeline);
  return understand(model, text).entities;
}

describe('entity extractors', () => {
  it('find what a regular expression describes, in the text as it was written', async () => {
    const text = '  My \u200breference is ab123456, thanks';
    const [entity] = await extract(
      { entities: declare('booking_ref'), regexes: { booking_ref: ['[A-Z]{2}\\d{6}'] } },
      text,
    );
    expect(entity).to.include({ entity: 'booking_ref', value: 'ab123456', extractor: 'regex-entities' });
    expect(text.slice(entity?.start, entity?.end)).to.equal('ab123456');
  });

  it('use only patterns that are named like an entity', async () => {
    expect(await extract({ entities: declare('other'), regexes: { help: ['help'] } }, 'help me')).to.deep.equal([]);
  });

  it('read patterns that were written for Python', async () => {
    const regexes = { number: ['(?i)(?P<digits>\\d+)'] };
    expect(await extract({ entities: declare('number'), regexes }, 'room 204')).to.have.length(1);
  });

  it('refuse what is no regular expression', async () => {
    const error = await extract({ entities: declare('a'), regexes: { a: ['('] } }, 'x').catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.have.property('code', 'ERR_CONFIG');
  });

  it('find listed values whatever their case and accents, the longest at a place', async () => {
    const more = { entities: declare('room'), lookups: { room: ['habitación', 'habitación doble', 'suite'] } };
    const found = await extract(more, 'una HABITACION   doble o una Suite, no suites');
    expect(found.map(({ value }) => value)).to.deep.equal(['HABITACION   doble', 'Suite']);
  });

  it('find values that an example marks, unless they are numbers or marked as two things', async () => {
    const mark = (text: string, value: string, entity: string) => ({
      text,
      intent: 'greet',
      language: 'en',
      place: { file: 'a.yml', line: 1, path: '' },
      entities: [{ entity, value, start: text.indexOf(value), end: text.indexOf(value) + value.length }],
    });
    const examples = [
      mark('from Lisbon', 'Lisbon', 'city'),
      mark('3 nights', '3', 'nights'),
      mark('the bar', 'bar', 'place'),
      mark('a bar', 'bar', 'snack'),
    ];
    const found = await extract({ examples }, 'lisbon 3 bar');
    expect(found.map(({ entity, value }) => [entity, value])).to.deep.equal([['city', 'lisbon']]);
  });

  it('give synonyms their value, whatever their case and accents', async () => {
    const more = {
      entities: declare('service'),
      lookups: { service: ['piscina', 'alberca', 'desayuno'] },
      synonyms: { Álberca: 'pool', piscina: 'pool' },
    };
    const found = await extract(more, '¿La ALBERCA, la piscina o el desayuno?');
    expect(found.map(({ value }) => value)).to.deep.equal(['pool', 'pool', 'desayuno']);
  });

  it('search no further than a page', async () => {
    const more = { entities: declare('room'), lookups: { room: ['suite'] } };
    expect(await extract(more, `${'x '.repeat(5000)}suite`)).to.deep.equal([]);
  });
});

describe('foldText', () => {
  it('keeps the length of every text', () => {
    for (const text of ['Ñandú', 'İstanbul', 'ﬁn', '𝒜 😀', 'ẞ', 'a\u0301']) {
      expect(foldText(text), text).to.have.length(text.length);
    }
    expect(foldText('HABITACIÓN')).to.equal('habitacion');
  });
});
