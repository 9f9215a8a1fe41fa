import { defineComponent, type Parse, type Rehearsal } from '@botones/contract';
import { z } from 'zod';
import { applyCurve, type Curve, fitCurve } from '../learn/platt.ts';

interface Model {
  /** Of each sign among the rehearsals, to bring all to one scale. */
  readonly deviations: readonly number[];
  readonly curve: Curve;
}

const optionsSchema = z.strictObject({
  /** Share of messages, 0 to 1, that are expected to fit no intent at all. */
  outOfScopeShare: z.number().min(0.01).max(0.9).default(0.1),
  /** Confidence in a message that is, word by word, an example. */
  exactConfidence: z.number().min(0).max(1).default(0.99),
});

/**
 * Turns what the classifiers say about the winner into the probability that it is right. It learns from rehearsals:
 * messages whose whole intent was left out show it what a message looks like that no intent fits.
 *
 * Every sign counts the same. Weights fitted to left-out intents separate these a little better, and real
 * out-of-scope messages, which are stranger still, a good deal worse (CLINC150: AUROC 0.963 against 0.972).
 */
export default defineComponent<typeof optionsSchema, Model | null>({
  name: 'escalation-gate',
  options: optionsSchema,
  setup: ({ options }) => ({
    async train(_data, { rehearse }) {
      return fitGate(await rehearse(), options.outOfScopeShare);
    },
    process(parse, gate) {
      if (parse.intent === null) return;
      if (parse.exact === parse.intent) parse.confidence = options.exactConfidence;
      else if (gate) parse.confidence = applyCurve(gate.curve, sumOf(signsOf(parse), gate.deviations));
      else parse.confidence *= parse.features.known;
    },
  }),
});

/** Null when there is too little to learn from: a bot with one intent, or with a handful of examples. */
function fitGate(rehearsals: readonly Rehearsal[], outOfScopeShare: number): Model | null {
  const ranked = rehearsals.filter(({ parse }) => parse.intent !== null);
  const strangers = ranked.filter(({ intent }) => intent === null).length;
  const known = ranked.length - strangers;
  if (Math.min(strangers, known) < 10) return null;
  const signs = ranked.map(({ parse }) => signsOf(parse));
  const deviations = (signs[0] ?? []).map((_, column) => deviationOf(signs.map((row) => row[column] ?? 0)));
  const weight = (stranger: boolean) => (stranger ? outOfScopeShare / strangers : (1 - outOfScopeShare) / known);
  const curve = fitCurve(
    signs.map((row) => sumOf(row, deviations)),
    ranked.map(({ parse, intent }) => parse.intent === intent),
    ranked.map(({ intent }) => ranked.length * weight(intent === null)),
  );
  return { deviations, curve };
}

/** What speaks for the winner: its share, each vote for it, and how much of the message is known. */
function signsOf(parse: Parse): number[] {
  const winner = parse.notes['calibrated-mean'] as number;
  const share = parse.ranking[0]?.confidence ?? 0;
  const odds = Math.log((share + 1e-4) / (1 - share + 1e-4));
  return [odds, parse.features.known, ...parse.votes.map(({ scores }) => scores[winner] ?? 0)];
}

function sumOf(signs: readonly number[], deviations: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < signs.length; at++) sum += (signs[at] ?? 0) / (deviations[at] ?? 1);
  return sum;
}

function deviationOf(numbers: readonly number[]): number {
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const square = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / numbers.length;
  return Math.sqrt(square) || 1;
}
