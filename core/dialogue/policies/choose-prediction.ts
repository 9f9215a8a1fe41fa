import { defaultActions } from '../domain/default-actions.ts';
import type { Prediction } from './prediction.ts';

/** What will be done, and on whose advice. */
export interface Chosen {
  readonly action: string;
  readonly policy: string | null;
  readonly confidence: number;
  readonly source: string | null;
  readonly byText: boolean;
  readonly interrupts: boolean;
  readonly hidden: boolean;
}

/**
 * The best of several predictions: one without regard to the message, else one by its words, else the surest, else that
 * of the higher priority. An action that was just rejected counts nothing. Nobody knows: listen, as in Rasa.
 */
export function choosePrediction(predictions: readonly Prediction[], rejected: string | null): Chosen {
  const noUser = predictions.some((one) => one.noUser);
  const byText = !noUser && predictions.some((one) => one.byText);
  const eligible = predictions.filter((one) => (noUser ? one.noUser : !byText || one.byText));
  const ranked = eligible.map((one) => ({ one, best: bestOf(one, rejected) }));
  const winner = ranked.reduce<(typeof ranked)[number] | null>(
    (first, next) => (first === null || isBetter(next, first) ? next : first),
    null,
  );
  return {
    action: winner?.best.action ?? defaultActions[0],
    policy: winner?.one.policy ?? null,
    confidence: winner?.best.confidence ?? 0,
    source: winner?.one.source ?? null,
    byText: winner?.one.byText ?? false,
    interrupts: predictions.some((one) => one.interrupts),
    hidden: winner?.one.hidden ?? false,
  };
}

interface Ranked {
  readonly one: Prediction;
  readonly best: { readonly confidence: number };
}

function isBetter(one: Ranked, other: Ranked): boolean {
  if (one.best.confidence !== other.best.confidence) return one.best.confidence > other.best.confidence;
  return one.one.priority > other.one.priority;
}

function bestOf({ scores }: Prediction, rejected: string | null): { action: string; confidence: number } {
  let best: { action: string; confidence: number } = { action: defaultActions[0], confidence: 0 };
  for (const [action, confidence] of scores) {
    if (action !== rejected && confidence > best.confidence) best = { action, confidence };
  }
  return best;
}
