import { type Linear, type SparseRows, widestRow } from './matrix.ts';
import { createRandom, shuffle } from './random.ts';
import { openVectors, padded, type Row } from './vectors.ts';

export interface SoftmaxSettings {
  readonly epochs: number;
  readonly learningRate: number;
  /** Share of a row's features, 0 to 1, that are hidden at each look at it, so that no few words decide alone. */
  readonly dropout: number;
}

/** Multinomial logistic regression by stochastic gradient descent with a falling rate. */
export function trainSoftmax(
  rows: SparseRows,
  labels: Uint32Array,
  outputs: number,
  { epochs, learningRate, dropout }: SoftmaxSettings,
  progress: (done: number, total: number) => void,
): Linear {
  const { ids, values, starts, size } = rows;
  const width = padded(outputs);
  const vectors = openVectors((size + 2) * width);
  const weights = vectors.row(size * width);
  const bias = vectors.row(outputs);
  const scores = vectors.row(outputs);
  const own = scores.numbers.subarray(0, outputs);
  const random = createRandom(11);
  const order = Uint32Array.from(labels.keys());
  const seen = new Uint32Array(widestRow(rows));
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const row of order) {
      const rate = learningRate * (1 - step++ / (epochs * order.length));
      let kept = 0;
      for (let index = starts[row] as number; index < (starts[row + 1] as number); index++) {
        if (random() >= dropout) seen[kept++] = index;
      }
      scores.numbers.set(bias.numbers);
      for (let one = 0; one < kept; one++) {
        const index = seen[one] as number;
        const value = (values[index] as number) / (1 - dropout);
        vectors.add(scores, 0, weights, (ids[index] as number) * width, width, value);
      }
      const label = labels[row] as number;
      toProbabilities(own);
      own[label] = (own[label] as number) - 1;
      for (let one = 0; one < kept; one++) {
        const index = seen[one] as number;
        const pull = (-rate * (values[index] as number)) / (1 - dropout);
        vectors.add(weights, (ids[index] as number) * width, scores, 0, width, pull);
      }
      vectors.add(bias, 0, scores, 0, width, -0.1 * rate);
    }
    progress(epoch + 1, epochs);
  }
  return toLinear(weights, bias, outputs);
}

/** A copy without what rows were padded with. */
export function toLinear({ numbers }: Row, bias: Row, outputs: number): Linear {
  const width = padded(outputs);
  const inputs = numbers.length / width;
  const weights = new Float32Array(inputs * outputs);
  for (let input = 0; input < inputs; input++) {
    weights.set(numbers.subarray(input * width, input * width + outputs), input * outputs);
  }
  return { weights, bias: bias.numbers.slice(0, outputs), outputs };
}

/** Softmax in place, safe for large scores. */
export function toProbabilities<List extends Float32Array | Float64Array>(scores: List): List {
  let top = -Infinity;
  for (let at = 0; at < scores.length; at++) if ((scores[at] as number) > top) top = scores[at] as number;
  let sum = 0;
  for (let at = 0; at < scores.length; at++) {
    const share = Math.exp((scores[at] as number) - top);
    scores[at] = share;
    sum += share;
  }
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] as number) / sum;
  return scores;
}
