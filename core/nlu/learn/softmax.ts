import type { Linear, SparseRows } from './matrix.ts';
import { createRandom, shuffle } from './random.ts';

export interface SoftmaxSettings {
  readonly epochs: number;
  readonly learningRate: number;
  /** L2 penalty, as a share of a row's own pull. */
  readonly decay: number;
}

/** Multinomial logistic regression by stochastic gradient descent with a falling rate. */
export function trainSoftmax(
  { ids, values, starts, size }: SparseRows,
  labels: Uint32Array,
  outputs: number,
  { epochs, learningRate, decay }: SoftmaxSettings,
  progress: (done: number, total: number) => void,
): Linear {
  const weights = new Float32Array(size * outputs);
  const bias = new Float32Array(outputs);
  const random = createRandom(11);
  const order = Uint32Array.from(labels.keys());
  const scores = new Float64Array(outputs);
  const touched = new Uint32Array(outputs);
  let scale = 1;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const row of order) {
      const start = starts[row] as number;
      const end = starts[row + 1] as number;
      const rate = learningRate * (1 - step++ / (epochs * order.length));
      for (let output = 0; output < outputs; output++) scores[output] = bias[output] as number;
      for (let index = start; index < end; index++) {
        const value = (values[index] as number) * scale;
        let at = (ids[index] as number) * outputs;
        for (let output = 0; output < outputs; output++) scores[output]! += value * (weights[at++] as number);
      }
      toProbabilities(scores);
      scores[labels[row] as number]! -= 1;
      scale *= 1 - rate * decay;
      let count = 0;
      for (let output = 0; output < outputs; output++) {
        if (Math.abs(scores[output] as number) > 0.001) touched[count++] = output;
      }
      for (let index = start; index < end; index++) {
        const pull = (-rate * (values[index] as number)) / scale;
        const at = (ids[index] as number) * outputs;
        for (let one = 0; one < count; one++) {
          const output = touched[one] as number;
          weights[at + output]! += pull * (scores[output] as number);
        }
      }
      for (let one = 0; one < count; one++) {
        const output = touched[one] as number;
        bias[output]! -= rate * 0.1 * (scores[output] as number);
      }
    }
    progress(epoch + 1, epochs);
  }
  for (let at = 0; at < weights.length; at++) weights[at]! *= scale;
  return { weights, bias, outputs };
}

/** Softmax in place, safe for large scores. */
export function toProbabilities<List extends Float32Array | Float64Array>(scores: List): List {
  let top = -Infinity;
  for (const score of scores) if (score > top) top = score;
  let sum = 0;
  for (let at = 0; at < scores.length; at++) {
    const share = Math.exp((scores[at] as number) - top);
    scores[at] = share;
    sum += share;
  }
  for (let at = 0; at < scores.length; at++) scores[at]! /= sum;
  return scores;
}
