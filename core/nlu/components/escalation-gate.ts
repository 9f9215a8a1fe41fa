import { defineComponent, OUT_OF_SCOPE, type Parse, type Rehearsal } from '@botones/contract';
import { z } from 'zod';
import { applyCurve, type Curve, fitCurve } from '../learn/platt.ts';

interface Model {
  /** Position of the intent for people among the scores; -1 when there is none. */
  readonly outOfScope: number;
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
    rehearses: true,
    async train({ intents }, { rehearse }) {
      return fitGate(await rehearse(), intents.indexOf(OUT_OF_SCOPE), options.outOfScopeShare);
    },
    process(parse, gate) {
      if (parse.intent === null) return;
      if (parse.exact === parse.intent) parse.confidence = options.exactConfidence;
      else if (gate === null) parse.confidence *= parse.features.known;
      // An answer of its own, whose share is honest already: the gate asks whether any other is right.
      else if (parse.intent !== OUT_OF_SCOPE)
        parse.confidence = applyCurve(gate.curve, sumOf(signsOf(parse, gate), gate));
    },
  }),
});

/** Null when there is too little to learn from: a bot with one intent, or with a handful of examples. */
function fitGate(all: readonly Rehearsal[], outOfScope: number, outOfScopeShare: number): Model | null {
  const rehearsals = all.filter(({ parse }) => parse.intent !== null && parse.intent !== OUT_OF_SCOPE);
  const strangers = rehearsals.filter(isStranger).length;
  const known = rehearsals.length - strangers;
  if (Math.min(strangers, known) < 10) return null;
  const signs = rehearsals.map(({ parse }) => signsOf(parse, { outOfScope }));
  const deviations = (signs[0] ?? []).map((_, column) => deviationOf(signs.map((row) => row[column] ?? 0)));
  const weights = { stranger: outOfScopeShare / strangers, known: (1 - outOfScopeShare) / known };
  const curve = fitCurve(
    signs.map((row) => sumOf(row, { deviations })),
    rehearsals.map(({ parse, intent }) => parse.intent === intent),
    rehearsals.map((one) => rehearsals.length * (isStranger(one) ? weights.stranger : weights.known)),
  );
  return { outOfScope, deviations, curve };
}

const isStranger = ({ intent }: Rehearsal) => intent === null || intent === OUT_OF_SCOPE;

/**
 * What speaks for the winner: its share, how much of the message is known, each vote for it and, where the team has
 * collected messages for people, each vote against those.
 */
function signsOf(parse: Parse, { outOfScope }: Pick<Model, 'outOfScope'>): number[] {
  const winner = parse.notes['calibrated-mean'] as number;
  const share = parse.ranking[0]?.confidence ?? 0;
  const signs = [Math.log((share + 1e-4) / (1 - share + 1e-4)), parse.features.known];
  for (const { scores } of parse.votes) {
    signs.push(scores[winner] ?? 0);
    if (outOfScope >= 0) signs.push(-(scores[outOfScope] ?? 0));
  }
  return signs;
}

function sumOf(signs: readonly number[], { deviations }: Pick<Model, 'deviations'>): number {
  let sum = 0;
  for (let at = 0; at < signs.length; at++) sum += (signs[at] ?? 0) / (deviations[at] ?? 1);
  return sum;
}

function deviationOf(numbers: readonly number[]): number {
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const square = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / numbers.length;
  return Math.sqrt(square) || 1;
}
