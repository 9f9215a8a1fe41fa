import { type Linear, type SparseRows, widestRow } from './matrix.ts';
import { createRandom, shuffle } from './random.ts';

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
  const weights = new Float32Array(size * outputs);
  const bias = new Float32Array(outputs);
  const random = createRandom(11);
  const order = Uint32Array.from(labels.keys());
  const scores = new Float64Array(outputs);
  const pulled = new Uint32Array(outputs);
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
      scores.set(bias);
      for (let one = 0; one < kept; one++) {
        const index = seen[one] as number;
        const value = (values[index] as number) / (1 - dropout);
        let at = (ids[index] as number) * outputs;
        for (let output = 0; output < outputs; output++) {
          scores[output] = (scores[output] as number) + value * (weights[at++] as number);
        }
      }
      toProbabilities(scores);
      const label = labels[row] as number;
      scores[label] = (scores[label] as number) - 1;
      let count = 0;
      for (let output = 0; output < outputs; output++) {
        if (Math.abs(scores[output] as number) > 0.001) pulled[count++] = output;
      }
      for (let one = 0; one < kept; one++) {
        const index = seen[one] as number;
        const pull = (-rate * (values[index] as number)) / (1 - dropout);
        const at = (ids[index] as number) * outputs;
        for (let place = 0; place < count; place++) {
          const output = pulled[place] as number;
          weights[at + output] = (weights[at + output] as number) + pull * (scores[output] as number);
        }
      }
      for (let place = 0; place < count; place++) {
        const output = pulled[place] as number;
        bias[output] = (bias[output] as number) - 0.1 * rate * (scores[output] as number);
      }
    }
    progress(epoch + 1, epochs);
  }
  return { weights, bias, outputs };
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
