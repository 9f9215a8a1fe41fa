import { OUT_OF_SCOPE } from '@botones/contract';
import type { Thresholds } from '../../config/config.ts';
import { type Answer, isInScope, isRight } from './answer.ts';

/** What becomes of a message. */
export type Fate = 'right' | 'wrong' | 'asked' | 'escalated';

/** Costs of a message by its fate, in any one unit; a right answer costs nothing. */
export interface Loss {
  /** The guest gets a wrong answer. */
  readonly wrong: number;
  /** Staff get what the bot could have answered. */
  readonly escalated: number;
  /** The guest has to confirm what the bot could have answered. */
  readonly asked: number;
}

/** A wrong answer is worth five calls of a colleague. */
export const defaultLoss: Loss = { wrong: 5, escalated: 1, asked: 0.4 };

/** Intents may have a threshold of their own, below which staff take over. */
export type IntentThresholds = ReadonlyMap<string, number>;

export function fateOf(answer: Answer, thresholds: Thresholds, own: IntentThresholds = new Map()): Fate {
  const { intent, confidence } = answer.understanding;
  if (intent === null || intent === OUT_OF_SCOPE || confidence < (own.get(intent) ?? thresholds.handoff))
    return 'escalated';
  if (confidence < thresholds.clarify) return 'asked';
  return isRight(answer) ? 'right' : 'wrong';
}

/** Mean loss of a message. */
export function lossOf(answers: readonly Answer[], thresholds: Thresholds, loss: Loss = defaultLoss): number {
  return lossesOf(answers, thresholds, loss).reduce((sum, cost) => sum + cost, 0) / (answers.length || 1);
}

/** Of each message. Leaving an out-of-scope message to people costs nothing, asking back about it something. */
export function lossesOf(answers: readonly Answer[], thresholds: Thresholds, loss: Loss = defaultLoss): number[] {
  return answers.map((answer) => {
    const fate = fateOf(answer, thresholds);
    return fate === 'right' || (fate === 'escalated' && !isInScope(answer)) ? 0 : loss[fate];
  });
}

/** The pair of thresholds, in steps of 0.05, with the least loss on these answers; the lower pair where they tie. */
export function recommendThresholds(
  answers: readonly Answer[],
  loss: Loss = defaultLoss,
): Thresholds & { loss: number } {
  const steps = Array.from({ length: 20 }, (_, step) => step / 20);
  let best = { handoff: 0, clarify: 0, loss: Infinity };
  for (const handoff of steps) {
    for (const clarify of steps) {
      if (clarify < handoff) continue;
      const cost = lossOf(answers, { handoff, clarify }, loss);
      if (cost < best.loss - 1e-9) best = { handoff, clarify, loss: cost };
    }
  }
  return best;
}
