import type { Heard } from '../tracking/event.ts';

/** Confidence below which, and nearness of the runner-up at which, nobody knows what was meant. */
export interface Thresholds {
  readonly confidence: number;
  readonly ambiguity: number;
}

export const fallbackIntent = 'nlu_fallback';

/** Rasa's FallbackClassifier: an unsure understanding counts as `nlu_fallback`, and keeps its ranking behind it. */
export function fallBack(heard: Heard, { confidence, ambiguity }: Thresholds): Heard {
  const ranking = heard.ranking ?? [];
  const [first, second] = ranking;
  const isClose = first !== undefined && second !== undefined && first.confidence - second.confidence < ambiguity;
  if (heard.confidence >= confidence && !isClose) return heard;
  const fallback = { intent: fallbackIntent, confidence };
  return { ...heard, ...fallback, ranking: [fallback, ...ranking] };
}
