import type { Features } from '@botones/contract';
import { applyLinear, type Linear, type SparseRows, widestRow } from './matrix.ts';
import { createRandom, shuffle } from './random.ts';
import { toLinear, toProbabilities } from './softmax.ts';
import { openVectors, padded, type Row, type Vectors } from './vectors.ts';

/** Two linear models with a bend between them: features → hidden units, those above zero → scores. */
export interface HiddenLayer {
  readonly inner: Linear;
  readonly outer: Linear;
}

export interface HiddenLayerSettings {
  readonly units: number;
  readonly epochs: number;
  readonly learningRate: number;
  /** Share of a row's features, 0 to 1, hidden at each look at it. */
  readonly dropout: number;
  /** Share of the hidden units switched off at each look. */
  readonly unitDropout: number;
}

/** Beside the one of the inner layer, whose rows are sparse and of length 1. */
const OUTER_RATE = 0.1;
const BIAS_RATE = 0.1;

export function applyHiddenLayer({ inner, outer }: HiddenLayer, features: Features): Float32Array {
  const units = applyLinear(inner, features);
  const scores = Float32Array.from(outer.bias);
  for (let unit = 0; unit < units.length; unit++) addRow(scores, outer, unit, Math.max(0, units[unit] as number));
  return scores;
}

/** Stochastic gradient descent on the surprise at the right answer, with a falling rate. */
export function trainHiddenLayer(
  rows: SparseRows,
  labels: Uint32Array,
  outputs: number,
  settings: HiddenLayerSettings,
  progress: (done: number, total: number) => void,
): HiddenLayer {
  const { units, epochs, learningRate, dropout, unitDropout } = settings;
  const random = createRandom(3);
  const breadth = padded(units);
  const width = padded(outputs);
  const vectors = openVectors(rows.size * breadth + units * width + 3 * breadth + 2 * width);
  const inner = startRow(vectors, rows.size, units, 0.05, random);
  const outer = startRow(vectors, units, outputs, 1 / Math.sqrt(units), random);
  const innerBias = vectors.row(units);
  const outerBias = vectors.row(outputs);
  const hidden = vectors.row(units);
  const pull = vectors.row(units);
  const scores = vectors.row(outputs);
  const own = scores.numbers.subarray(0, outputs);
  const order = Uint32Array.from(labels.keys());
  const seen = new Uint32Array(widestRow(rows));
  const live = new Uint32Array(units);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const row of order) {
      const rate = learningRate * (1 - step++ / (epochs * order.length));
      const kept = keepSome(rows, row, dropout, seen, random);
      hidden.numbers.set(innerBias.numbers);
      for (let one = 0; one < kept; one++) {
        const index = seen[one] as number;
        const from = (rows.ids[index] as number) * breadth;
        vectors.add(hidden, 0, inner, from, breadth, (rows.values[index] as number) / (1 - dropout));
      }
      let lively = 0;
      for (let unit = 0; unit < units; unit++) {
        if ((hidden.numbers[unit] as number) > 0 && random() >= unitDropout) live[lively++] = unit;
      }
      scores.numbers.set(outerBias.numbers);
      for (let one = 0; one < lively; one++) {
        const unit = live[one] as number;
        hidden.numbers[unit] = (hidden.numbers[unit] as number) / (1 - unitDropout);
        vectors.add(scores, 0, outer, unit * width, width, hidden.numbers[unit] as number);
      }
      const label = labels[row] as number;
      toProbabilities(own);
      own[label] = (own[label] as number) - 1;
      pull.numbers.fill(0);
      for (let one = 0; one < lively; one++) {
        const unit = live[one] as number;
        // By the weights as they were; then they are changed.
        pull.numbers[unit] = (vectors.dot(outer, unit * width, scores, 0, width) * -rate) / (1 - unitDropout);
        vectors.add(outer, unit * width, scores, 0, width, -rate * OUTER_RATE * (hidden.numbers[unit] as number));
      }
      vectors.add(outerBias, 0, scores, 0, width, -BIAS_RATE * rate);
      for (let one = 0; one < kept; one++) {
        const index = seen[one] as number;
        const at = (rows.ids[index] as number) * breadth;
        vectors.add(inner, at, pull, 0, breadth, (rows.values[index] as number) / (1 - dropout));
      }
      vectors.add(innerBias, 0, pull, 0, breadth, BIAS_RATE);
    }
    progress(epoch + 1, epochs);
  }
  return { inner: toLinear(inner, innerBias, units), outer: toLinear(outer, outerBias, outputs) };
}

/** Small random weights, normally distributed. */
function startRow(vectors: Vectors, inputs: number, outputs: number, deviation: number, random: () => number): Row {
  const width = padded(outputs);
  const weights = vectors.row(inputs * width);
  for (let input = 0; input < inputs; input++) {
    for (let output = 0; output < outputs; output++) {
      weights.numbers[input * width + output] =
        deviation * Math.sqrt(-2 * Math.log(random() + 1e-9)) * Math.cos(2 * Math.PI * random());
    }
  }
  return weights;
}

/** Indexes of the row's features that are looked at this time. */
function keepSome(
  { starts }: SparseRows,
  row: number,
  dropout: number,
  seen: Uint32Array,
  random: () => number,
): number {
  let kept = 0;
  for (let index = starts[row] as number; index < (starts[row + 1] as number); index++) {
    if (random() >= dropout) seen[kept++] = index;
  }
  return kept;
}

function addRow(sums: Float32Array, { weights, outputs }: Linear, input: number, value: number): void {
  if (value === 0) return;
  let at = input * outputs;
  for (let output = 0; output < outputs; output++) {
    sums[output] = (sums[output] as number) + value * (weights[at++] as number);
  }
}
