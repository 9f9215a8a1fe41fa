import { defineComponent, type Parse, type Rehearsal } from '@botones/contract';
import { z } from 'zod';
import { toProbabilities } from '../learn/softmax.ts';

interface Model {
  readonly intents: readonly string[];
  /** One sharpness a vote, in pipeline order: scores times this, through softmax, are honest probabilities. */
  readonly sharpness: readonly number[];
}

const optionsSchema = z.strictObject({
  /** How many intents the ranking names. */
  ranking: z.int().min(2).default(5),
});

/** Turns every vote into honest probabilities, and their mean into the ranking. */
export default defineComponent<typeof optionsSchema, Model>({
  name: 'calibrated-mean',
  options: optionsSchema,
  setup: ({ options }) => ({
    async train({ intents }, { rehearse }) {
      const known = (await rehearse()).filter(({ intent }) => intent !== null);
      const votes = known[0]?.parse.votes.length ?? 0;
      const labels = known.map(({ intent }) => intents.indexOf(intent ?? ''));
      return { intents, sharpness: Array.from({ length: votes }, (_, vote) => fitSharpness(known, labels, vote)) };
    },
    process(parse, model) {
      rank(parse, model, options.ranking);
    },
  }),
});

function rank(parse: Parse, { intents, sharpness }: Model, length: number): void {
  const mean = new Float32Array(intents.length);
  for (const [at, { scores }] of parse.votes.entries()) {
    const shares = toProbabilities(scores.map((score) => score * (sharpness[at] ?? 1)));
    for (let output = 0; output < mean.length; output++) {
      mean[output] = (mean[output] as number) + (shares[output] as number) / parse.votes.length;
    }
  }
  parse.notes['calibrated-mean'] = mean;
  const spoken = parse.exact === null ? -1 : intents.indexOf(parse.exact);
  if (spoken >= 0) mean[spoken] = 1;
  if (spoken < 0 && parse.features.ids.length === 0) return;
  parse.ranking = topOf(mean, length).map((output) => ({
    intent: intents[output] as string,
    confidence: mean[output] as number,
  }));
  parse.intent = parse.ranking[0]?.intent ?? null;
  parse.confidence = parse.ranking[0]?.confidence ?? 0;
}

function topOf(shares: Float32Array, length: number): number[] {
  const top: number[] = [];
  for (let output = 0; output < shares.length; output++) {
    const share = shares[output] as number;
    if (top.length === length && share <= (shares[top[length - 1] as number] as number)) continue;
    let at = top.length;
    while (at > 0 && (shares[top[at - 1] as number] as number) < share) at--;
    top.splice(at, 0, output);
    if (top.length > length) top.pop();
  }
  return top;
}

/** Golden-section search on the logarithm, for the least surprise at the right answers. */
function fitSharpness(known: readonly Rehearsal[], labels: readonly number[], vote: number): number {
  const surprise = (logarithm: number) => {
    let sum = 0;
    known.forEach(({ parse }, at) => {
      const scores = parse.votes[vote]?.scores ?? new Float32Array();
      const shares = toProbabilities(Float64Array.from(scores, (score) => score * Math.exp(logarithm)));
      sum -= Math.log(Math.max(shares[labels[at] ?? -1] ?? 0, 1e-9));
    });
    return sum;
  };
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(0.05), Math.log(200)];
  for (let round = 0; round < 20; round++) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (surprise(left) < surprise(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
