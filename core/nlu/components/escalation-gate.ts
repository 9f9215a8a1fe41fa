import { defineComponent, type Parse } from '@botones/contract';
import { z } from 'zod';
import { applyLogistic, type Logistic, trainLogistic } from '../learn/logistic.ts';

const optionsSchema = z.strictObject({
  /** Share of messages, 0 to 1, that are expected to fit no intent at all. */
  outOfScopeShare: z.number().min(0.01).max(0.9).default(0.15),
  /** Confidence in a message that is, word by word, an example. */
  exactConfidence: z.number().min(0).max(1).default(0.99),
});

/**
 * Turns what the classifiers say about the winner into the probability that it is right. It learns from rehearsals:
 * messages whose whole intent was left out show it what a message looks like that no intent fits.
 */
export default defineComponent<typeof optionsSchema, Logistic | null>({
  name: 'escalation-gate',
  options: optionsSchema,
  setup: ({ options }) => ({
    async train(_data, { rehearse }) {
      const rehearsals = (await rehearse()).filter(({ parse }) => parse.intent !== null);
      const strangers = rehearsals.filter(({ intent }) => intent === null).length;
      const known = rehearsals.length - strangers;
      if (strangers < 10 || known < 10) return null;
      const weightOf = {
        known: (1 - options.outOfScopeShare) / known,
        stranger: options.outOfScopeShare / strangers,
      };
      return trainLogistic(
        rehearsals.map(({ parse }) => signsOf(parse)),
        rehearsals.map(({ parse, intent }) => parse.intent === intent),
        rehearsals.map(({ intent }) => rehearsals.length * (intent === null ? weightOf.stranger : weightOf.known)),
        1,
      );
    },
    process(parse, gate) {
      if (parse.intent === null) return;
      parse.confidence =
        parse.exact === parse.intent
          ? options.exactConfidence
          : gate
            ? applyLogistic(gate, signsOf(parse))
            : parse.confidence * parse.features.known;
    },
  }),
});

/** What tells right answers from wrong ones, in a fixed order. */
function signsOf(parse: Parse): number[] {
  const mean = parse.notes['calibrated-mean'] as Float32Array;
  const winner = indexOfTop(mean);
  const [first, second] = [mean[winner] ?? 0, secondOf(mean, winner)];
  const signs = [
    logit(first),
    Math.log(first + 1e-4) - Math.log(second + 1e-4),
    parse.features.known,
    Math.log(1 + parse.words.length),
  ];
  let agreeing = 0;
  for (const { scores } of parse.votes) {
    const own = scores[winner] ?? 0;
    signs.push(own, own - secondOf(scores, winner), logSumExp(scores));
    if (indexOfTop(scores) === winner) agreeing++;
  }
  signs.push(agreeing / (parse.votes.length || 1));
  return signs;
}

const logit = (share: number) => Math.log((share + 1e-4) / (1 - share + 1e-4));

function indexOfTop(scores: Float32Array): number {
  let top = 0;
  for (let at = 1; at < scores.length; at++) if ((scores[at] as number) > (scores[top] as number)) top = at;
  return top;
}

function secondOf(scores: Float32Array, winner: number): number {
  let second = -Infinity;
  for (let at = 0; at < scores.length; at++)
    if (at !== winner && (scores[at] as number) > second) second = scores[at] as number;
  return second === -Infinity ? 0 : second;
}

function logSumExp(scores: Float32Array): number {
  const top = scores[indexOfTop(scores)] ?? 0;
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - top);
  return top + Math.log(sum || 1);
}
