import { defineComponent, type Parse } from '@botones/contract';
import { z } from 'zod';
import { type Ballot, fitPool, poolVotes } from '../learn/pool-votes.ts';

interface Model {
  readonly intents: readonly string[];
  /** How much each vote counts, in pipeline order; makes the shares honest at the same time. */
  readonly weights: readonly number[];
}

const optionsSchema = z.strictObject({
  /** How many intents the ranking names. */
  ranking: z.int().min(2).default(5),
});

/** Enough to fit a number a vote. */
const BALLOTS = 3_000;

/** Joins the votes to one ranking with honest shares: a mean of the scores, weighted by what rehearsals have shown. */
export default defineComponent<typeof optionsSchema, Model>({
  name: 'calibrated-mean',
  options: optionsSchema,
  setup: ({ options }) => ({
    rehearses: true,
    async train({ intents }, { rehearse }) {
      const ballots: Ballot[] = (await rehearse())
        .filter(({ intent }) => intent !== null)
        .map(({ parse, intent }) => ({
          votes: parse.votes.map(({ scores }) => scores),
          label: intents.indexOf(intent ?? ''),
        }));
      const stride = Math.max(1, Math.floor(ballots.length / BALLOTS));
      return { intents, weights: fitPool(ballots.filter((_, at) => at % stride === 0)) };
    },
    process(parse, model) {
      rank(parse, model, options.ranking);
    },
  }),
});

/** A message of unknown words only has no intent, however the votes' biases fall. */
function rank(parse: Parse, { intents, weights }: Model, length: number): void {
  const exact = parse.exact === null ? -1 : intents.indexOf(parse.exact);
  if (intents.length === 0 || (exact < 0 && parse.features.ids.length === 0)) return;
  const shares = poolVotes(
    parse.votes.map(({ scores }) => scores),
    weights,
  );
  if (exact >= 0) putFirst(shares, exact);
  parse.ranking = topOf(shares, length).map((output) => ({
    intent: intents[output] as string,
    confidence: shares[output] as number,
  }));
  parse.intent = parse.ranking[0]?.intent ?? null;
  parse.confidence = parse.ranking[0]?.confidence ?? 0;
  parse.notes['calibrated-mean'] = topOf(shares, 1)[0];
}

/** The message is an example of this intent, whatever the classifiers say. */
function putFirst(shares: Float32Array, output: number): void {
  const rest = 1 - (shares[output] as number);
  for (let at = 0; at < shares.length; at++) shares[at] = rest > 0 ? ((shares[at] as number) / rest) * 0.01 : 0;
  shares[output] = 0.99;
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
