import type { Linear, SparseRows } from './matrix.ts';
import { createRandom, shuffle } from './random.ts';

export interface PerceptronSettings {
  readonly epochs: number;
  readonly learningRate: number;
  readonly momentum: number;
  readonly alpha: number;
}

/**
 * Trains the network of NLP.js on typed arrays: one perceptron an intent, a leaky target, momentum a feature.
 * A row that a perceptron rejects clearly is looked at again only after some epochs, which changes few
 * weights and saves most of the work.
 */
export function trainPerceptrons(
  rows: SparseRows,
  labels: Uint32Array,
  outputs: number,
  settings: PerceptronSettings,
  progress: (done: number, total: number) => void,
): Linear {
  const linear: Linear = {
    weights: new Float32Array(rows.size * outputs),
    bias: new Float32Array(outputs),
    outputs,
  };
  const order = shuffle(Uint32Array.from(labels.keys()), createRandom(7));
  for (let output = 0; output < outputs; output++) {
    const { weights, bias } = trainPerceptron(rows, labels, output, order, settings);
    for (let id = 0; id < rows.size; id++) linear.weights[id * outputs + output] = weights[id] as number;
    linear.bias[output] = bias;
    progress(output + 1, outputs);
  }
  return linear;
}

function trainPerceptron(
  { ids, values, starts, size }: SparseRows,
  labels: Uint32Array,
  output: number,
  order: Uint32Array,
  { epochs, learningRate, momentum, alpha }: PerceptronSettings,
): { weights: Float32Array; bias: number } {
  const weights = new Float32Array(size);
  const changes = new Float32Array(size);
  const resting = new Uint8Array(order.length);
  let bias = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const rate = learningRate / (1 + 0.001 * epoch);
    for (let at = 0; at < order.length; at++) {
      const rest = resting[at] as number;
      if (rest > 0) {
        resting[at] = rest - 1;
        continue;
      }
      const row = order[at] as number;
      const end = starts[row + 1] as number;
      let sum = bias;
      for (let index = starts[row] as number; index < end; index++) {
        sum += (values[index] as number) * (weights[ids[index] as number] as number);
      }
      const expected = labels[row] === output ? 1 : 0;
      const actual = sum <= 0 ? 0 : alpha * sum;
      const error = expected - actual;
      if (error === 0) {
        if (sum < 0) resting[at] = Math.min(63, Math.floor(3 - sum * 20));
        continue;
      }
      const delta = (actual > 0 ? 1 : alpha) * error * rate;
      for (let index = starts[row] as number; index < end; index++) {
        const id = ids[index] as number;
        const change = delta * (values[index] as number) + momentum * (changes[id] as number);
        changes[id] = change;
        weights[id] = (weights[id] as number) + change;
      }
      bias += delta;
    }
  }
  return { weights, bias };
}
