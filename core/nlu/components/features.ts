import { defineComponent, type Features, type Parse, type TrainingData } from '@botones/contract';
import { z } from 'zod';
import { bytesToFloats, bytesToText, type Files, floatBytes } from '../learn/bytes.ts';

interface Model {
  /** Feature → its number. Every name has a prefix, so that no word can collide with a property of Object. */
  readonly ids: ReadonlyMap<string, number>;
  /** How much each counts by its rarity, by number; one more, at the end, for features that training never saw. */
  readonly weights: Float32Array;
  /** Scratch, all zero between messages: where a feature stands in the vector at hand, from 1. */
  readonly places: Uint32Array;
}

type Letters = readonly [shortest: number, longest: number];

const optionsSchema = z.strictObject({
  /** Lengths of the runs of letters. */
  letters: z.tuple([z.int().min(2), z.int().max(6)]).default([3, 3]),
});

/** One stem says more than any one of its word's many runs of letters. */
const STEM_WEIGHT = 2.5;

/**
 * How much of their weight unseen features keep when a message is brought to length 1. With none, a message of nine
 * words would look like its one known word: as sure as an example, and the more often wrong the stranger it is.
 */
const UNSEEN_SHARE = 0.5;

/** Of so many examples, a pair of words or a run of letters that only one has tells nothing and costs memory. */
const PRUNED_ABOVE = 2_000;

/** The words of a message as numbers: stems, words, pairs of words and runs of letters, by TF-IDF, of length 1. */
export default defineComponent<typeof optionsSchema, Model>({
  name: 'features',
  options: optionsSchema,
  setup: ({ options }) => ({
    train: (data) => learnVocabulary(data, options.letters),
    process(parse, model) {
      parse.features = vectorize(parse, model, options.letters);
    },
    save: ({ ids, weights }) => ({
      'names.txt': Buffer.from([...ids.keys()].join('\n')),
      'weights.f32': floatBytes(weights),
    }),
    load: (files) => modelOf(readNames(files), bytesToFloats(files, 'weights.f32')),
  }),
});

function readNames(files: Files): Map<string, number> {
  const text = bytesToText(files, 'names.txt');
  return new Map(text ? text.split('\n').map((name, id) => [name, id]) : []);
}

function learnVocabulary({ examples }: TrainingData, letters: Letters): Model {
  const documents = new Map<string, number>();
  for (const { parse } of examples) {
    for (const name of new Set(namesOf(parse, letters))) documents.set(name, (documents.get(name) ?? 0) + 1);
  }
  if (examples.length > PRUNED_ABOVE) {
    for (const [name, count] of documents) if (count === 1 && /^[bc]:/.test(name)) documents.delete(name);
  }
  const rarityOf = (count: number) => 1 + Math.log((1 + examples.length) / (1 + count));
  const weights = [...documents].map(([name, count]) => rarityOf(count) * emphasisOf(name));
  const ids = new Map([...documents.keys()].map((name, id) => [name, id]));
  return modelOf(ids, Float32Array.from([...weights, rarityOf(0)]));
}

function modelOf(ids: ReadonlyMap<string, number>, weights: Float32Array): Model {
  return { ids, weights, places: new Uint32Array(ids.size) };
}

const emphasisOf = (name: string) => (name.startsWith('s:') ? STEM_WEIGHT : 1);

function vectorize(parse: Parse, { ids, weights, places }: Model, letters: Letters): Features {
  const found: number[] = [];
  const counts: number[] = [];
  const unseen = weights[ids.size] as number;
  let squares = 0;
  for (const name of namesOf(parse, letters)) {
    const id = ids.get(name);
    if (id === undefined) squares += UNSEEN_SHARE * (unseen * emphasisOf(name)) ** 2;
    else if (places[id]) counts[places[id] - 1] = (counts[places[id] - 1] as number) + 1;
    else {
      places[id] = found.push(id);
      counts.push(1);
    }
  }
  for (const id of found) places[id] = 0;
  const values = new Float32Array(found.length);
  for (let at = 0; at < found.length; at++) {
    const count = counts[at] as number;
    const value = (count > 1 ? 1 + Math.log(count) : 1) * (weights[found[at] as number] as number);
    values[at] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares);
  for (let at = 0; at < values.length; at++) values[at] = (values[at] as number) / length;
  return { ids: Uint32Array.from(found), values, size: ids.size, known: shareKnown(parse.words, ids) };
}

function shareKnown(words: readonly string[], ids: ReadonlyMap<string, number>): number {
  let known = 0;
  for (const word of words) if (ids.has(`w:${word}`)) known++;
  return words.length > 0 ? known / words.length : 0;
}

function namesOf({ words, stems }: Parse, [shortest, longest]: Letters): string[] {
  const names: string[] = [];
  let former = '';
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    names.push(`s:${stems[index]}`, `w:${word}`, `b:${former} ${word}`);
    const marked = ` ${word} `;
    for (let length = shortest; length <= longest; length++) {
      for (let at = 0; at + length <= marked.length; at++) names.push(`c:${marked.slice(at, at + length)}`);
    }
    former = word;
  }
  if (former) names.push(`b:${former} `);
  return names;
}
