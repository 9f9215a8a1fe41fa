import type { Features } from '@botones/contract';
import { applyLinear, type Linear, type SparseRows, widestRow } from './matrix.ts';
import { createRandom, shuffle } from './random.ts';
import { toProbabilities } from './softmax.ts';

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
  const inner = startLinear(rows.size, units, 0.05, random);
  const outer = startLinear(units, outputs, 1 / Math.sqrt(units), random);
  const order = Uint32Array.from(labels.keys());
  const seen = new Uint32Array(widestRow(rows));
  const hidden = new Float32Array(units);
  const pull = new Float32Array(units);
  const scores = new Float32Array(outputs);
  const live = new Uint32Array(units);
  const pulled = new Uint32Array(outputs);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const row of order) {
      const rate = learningRate * (1 - step++ / (epochs * order.length));
      const kept = keepSome(rows, row, dropout, seen, random);
      hidden.set(inner.bias);
      for (let one = 0; one < kept; one++) {
        const index = seen[one] as number;
        addRow(hidden, inner, rows.ids[index] as number, (rows.values[index] as number) / (1 - dropout));
      }
      let lively = 0;
      for (let unit = 0; unit < units; unit++) {
        if ((hidden[unit] as number) > 0 && random() >= unitDropout) live[lively++] = unit;
      }
      scores.set(outer.bias);
      for (let one = 0; one < lively; one++) {
        const unit = live[one] as number;
        hidden[unit] = (hidden[unit] as number) / (1 - unitDropout);
        addRow(scores, outer, unit, hidden[unit] as number);
      }
      const label = labels[row] as number;
      toProbabilities(scores);
      scores[label] = (scores[label] as number) - 1;
      const count = largeOnes(scores, pulled);
      for (let one = 0; one < lively; one++) {
        const unit = live[one] as number;
        const change = -rate * OUTER_RATE * (hidden[unit] as number);
        pull[unit] = (pullBack(outer, unit, scores, pulled, count, change) * -rate) / (1 - unitDropout);
      }
      for (let place = 0; place < count; place++) {
        const output = pulled[place] as number;
        outer.bias[output] = (outer.bias[output] as number) - BIAS_RATE * rate * (scores[output] as number);
      }
      for (let one = 0; one < kept; one++) {
        const index = seen[one] as number;
        const value = (rows.values[index] as number) / (1 - dropout);
        const at = (rows.ids[index] as number) * units;
        for (let place = 0; place < lively; place++) {
          const unit = live[place] as number;
          inner.weights[at + unit] = (inner.weights[at + unit] as number) + value * (pull[unit] as number);
        }
      }
      for (let one = 0; one < lively; one++) {
        const unit = live[one] as number;
        inner.bias[unit] = (inner.bias[unit] as number) + BIAS_RATE * (pull[unit] as number);
      }
    }
    progress(epoch + 1, epochs);
  }
  return { inner, outer };
}

/** Small random weights, normally distributed. */
function startLinear(inputs: number, outputs: number, deviation: number, random: () => number): Linear {
  const weights = new Float32Array(inputs * outputs);
  for (let at = 0; at < weights.length; at++) {
    weights[at] = deviation * Math.sqrt(-2 * Math.log(random() + 1e-9)) * Math.cos(2 * Math.PI * random());
  }
  return { weights, bias: new Float32Array(outputs), outputs };
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

function largeOnes(numbers: Float32Array, places: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < numbers.length; at++) if (Math.abs(numbers[at] as number) > 0.002) places[count++] = at;
  return count;
}

/** What the scores pull at a unit, by its weights as they were; those are changed on the way. */
function pullBack(
  { weights, outputs }: Linear,
  unit: number,
  scores: Float32Array,
  pulled: Uint32Array,
  count: number,
  change: number,
): number {
  let sum = 0;
  for (let place = 0; place < count; place++) {
    const output = pulled[place] as number;
    const at = unit * outputs + output;
    const weight = weights[at] as number;
    sum += (scores[output] as number) * weight;
    weights[at] = weight + change * (scores[output] as number);
  }
  return sum;
}
