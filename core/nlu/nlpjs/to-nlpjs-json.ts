import type { NeuralNetworkJson } from '@nlpjs/neural';
import type { Linear } from '../learn/matrix.ts';

/**
 * The network as NLP.js itself saves it, for `new NeuralNetwork().fromJSON(…)`: its `run` gives our activations.
 * @param features names by id
 * @param alpha the slope with which the network was trained
 */
export function toNlpjsJson(
  { weights, bias, outputs }: Linear,
  features: readonly string[],
  intents: readonly string[],
  alpha: number,
): NeuralNetworkJson {
  const perceptrons = intents.map((_, output) => {
    const own = features.map((__, id) => (weights[id * outputs + output] ?? 0) / alpha);
    return [...own, (bias[output] ?? 0) / alpha];
  });
  return { settings: { alpha }, features: [...features], intents: [...intents], perceptrons };
}
