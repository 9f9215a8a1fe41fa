import { defineComponent, type Features, type Parse, type TrainingData } from '@botones/contract';
import { z } from 'zod';
import { bytesToFloats, bytesToText, floatBytes } from '../learn/bytes.ts';

interface Model {
  /** Feature → its number. Every name has a prefix, so that no word can collide with a property of Object. */
  readonly ids: ReadonlyMap<string, number>;
  /** Inverse document frequency by number. */
  readonly weights: Float32Array;
}

/** The words of a message as numbers: stems, words, pairs of words and runs of letters, by TF-IDF, of length 1. */
export default defineComponent<ReturnType<typeof optionsSchema>, Model>({
  name: 'features',
  options: optionsSchema(),
  setup: ({ options }) => ({
    train: (data) => learnVocabulary(data, options.letters),
    process(parse, model) {
      parse.features = vectorize(parse, model, options.letters);
    },
    save: ({ ids, weights }) => ({
      'names.txt': Buffer.from([...ids.keys()].join('\n')),
      'weights.f32': floatBytes(weights),
    }),
    load: (files) => ({
      ids: new Map(
        bytesToText(files, 'names.txt')
          .split('\n')
          .map((name, id) => [name, id]),
      ),
      weights: bytesToFloats(files, 'weights.f32'),
    }),
  }),
});

/** One stem says more than any one of its word's many runs of letters. */
const STEM_WEIGHT = 2.5;

type Letters = readonly [shortest: number, longest: number];

function optionsSchema() {
  return z.strictObject({
    /** Lengths of the runs of letters. */
    letters: z.tuple([z.int().min(2), z.int().max(6)]).default([3, 3]),
  });
}

function learnVocabulary({ examples }: TrainingData, letters: Letters): Model {
  const documents = new Map<string, number>();
  for (const { parse } of examples) {
    for (const name of new Set(namesOf(parse, letters))) documents.set(name, (documents.get(name) ?? 0) + 1);
  }
  return {
    ids: new Map([...documents.keys()].map((name, id) => [name, id])),
    weights: Float32Array.from(documents, ([name, count]) => {
      const rarity = 1 + Math.log((1 + examples.length) / (1 + count));
      return name.startsWith('s:') ? STEM_WEIGHT * rarity : rarity;
    }),
  };
}

function vectorize(parse: Parse, { ids, weights }: Model, letters: Letters): Features {
  const counts = new Map<number, number>();
  for (const name of namesOf(parse, letters)) {
    const id = ids.get(name);
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const features = {
    ids: new Uint32Array(counts.size),
    values: new Float32Array(counts.size),
    size: weights.length,
    known: parse.words.length ? parse.words.filter((word) => ids.has(`w:${word}`)).length / parse.words.length : 0,
  };
  let at = 0;
  let squares = 0;
  for (const [id, count] of counts) {
    const value = (1 + Math.log(count)) * (weights[id] ?? 0);
    features.ids[at] = id;
    features.values[at++] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  for (let index = 0; index < at; index++) features.values[index] = (features.values[index] ?? 0) / length;
  return features;
}

function namesOf({ words, stems }: Parse, [shortest, longest]: Letters): string[] {
  const names: string[] = [];
  for (const [index, word] of words.entries()) {
    names.push(`s:${stems[index]}`, `w:${word}`, `b:${index ? words[index - 1] : ''} ${word}`);
    const marked = ` ${word} `;
    for (let length = shortest; length <= longest; length++) {
      for (let at = 0; at + length <= marked.length; at++) names.push(`c:${marked.slice(at, at + length)}`);
    }
  }
  if (words.length) names.push(`b:${words.at(-1)} `);
  return names;
}
