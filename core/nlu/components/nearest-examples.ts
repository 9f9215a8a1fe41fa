import { defineComponent, type Features } from '@botones/contract';
import { bytesToFloats, bytesToJson, type Files, floatBytes, jsonBytes } from '../learn/bytes.ts';
import { packRows, type SparseRows } from '../learn/matrix.ts';

interface Model {
  /** One row a feature: the examples that have it. */
  readonly examplesOf: SparseRows;
  /** Intent of each example. */
  readonly labels: Uint32Array;
  readonly outputs: number;
  /** Similarity of the message at hand to each example; kept between messages only to spare its making. */
  readonly similarity: Float32Array;
}

/** Votes by how alike the message and the most alike example of each intent are (cosine, 0 to 1). */
export default defineComponent<undefined, Model>({
  name: 'nearest-examples',
  setup: () => ({
    train({ examples, intents }) {
      const rows = packRows(examples.map(({ parse }) => parse.features));
      return modelOf(
        transpose(rows),
        Uint32Array.from(examples, ({ intent }) => intents.indexOf(intent)),
        intents.length,
      );
    },
    process(parse, model) {
      parse.votes.push({ component: 'nearest-examples', scores: nearest(model, parse.features) });
    },
    save: ({ examplesOf, labels, outputs }) => ({
      'ids.u32': new Uint8Array(examplesOf.ids.buffer),
      'starts.u32': new Uint8Array(examplesOf.starts.buffer),
      'values.f32': floatBytes(examplesOf.values),
      'intents.json': jsonBytes({ labels: [...labels], outputs }),
    }),
    load(files) {
      const { labels, outputs } = bytesToJson<{ labels: number[]; outputs: number }>(files, 'intents.json');
      const examplesOf = {
        ids: integers(files, 'ids.u32'),
        starts: integers(files, 'starts.u32'),
        values: bytesToFloats(files, 'values.f32'),
        size: labels.length,
      };
      return modelOf(examplesOf, Uint32Array.from(labels), outputs);
    },
  }),
});

function modelOf(examplesOf: SparseRows, labels: Uint32Array, outputs: number): Model {
  return { examplesOf, labels, outputs, similarity: new Float32Array(labels.length) };
}

function nearest({ examplesOf, labels, outputs, similarity }: Model, { ids, values }: Features): Float32Array {
  similarity.fill(0);
  for (let index = 0; index < ids.length; index++) {
    const value = values[index] as number;
    const end = examplesOf.starts[(ids[index] as number) + 1] as number;
    for (let at = examplesOf.starts[ids[index] as number] as number; at < end; at++) {
      const example = examplesOf.ids[at] as number;
      similarity[example] = (similarity[example] as number) + value * (examplesOf.values[at] as number);
    }
  }
  const scores = new Float32Array(outputs);
  for (let example = 0; example < similarity.length; example++) {
    const label = labels[example] as number;
    if ((similarity[example] as number) > (scores[label] as number)) scores[label] = similarity[example] as number;
  }
  return scores;
}

function transpose({ ids, values, starts, size }: SparseRows): SparseRows {
  const turned = {
    ids: new Uint32Array(ids.length),
    values: new Float32Array(ids.length),
    starts: new Uint32Array(size + 1),
    size: starts.length - 1,
  };
  for (const id of ids) turned.starts[id + 1] = (turned.starts[id + 1] as number) + 1;
  for (let id = 0; id < size; id++)
    turned.starts[id + 1] = (turned.starts[id + 1] as number) + (turned.starts[id] as number);
  const next = turned.starts.slice();
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let index = starts[row] as number; index < (starts[row + 1] as number); index++) {
      const id = ids[index] as number;
      const at = next[id] as number;
      next[id] = at + 1;
      turned.ids[at] = row;
      turned.values[at] = values[index] as number;
    }
  }
  return turned;
}

function integers(files: Files, name: string): Uint32Array {
  return new Uint32Array(bytesToFloats(files, name).buffer);
}
