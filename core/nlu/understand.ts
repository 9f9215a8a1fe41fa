import type { Parse, RankedIntent, Understanding } from '@botones/contract';
import type { Model } from './model/model.ts';
import { createParse } from './parse.ts';

export interface UnderstandOptions {
  /** The conversation's language so far. */
  readonly language?: string | null;
  /** Told when a component threw; the guest's message then has no intent, so that staff get it. */
  readonly onError?: (error: unknown) => void;
}

/** What a guest means. Never throws; every number is finite; takes well under a millisecond. */
export function understand(model: Model, text: string, options: UnderstandOptions = {}): Understanding {
  const parse = createParse(text, fallbackLanguage(model, options.language), options.language ?? null);
  try {
    runSteps(model, parse);
  } catch (error) {
    options.onError?.(error);
    return { intent: null, confidence: 0, ranking: [], entities: [], language: parse.language };
  }
  return toUnderstanding(parse);
}

/** Runs the components on a parse, in place. */
export function runSteps({ steps, models }: Model, parse: Parse): void {
  for (let at = 0; at < steps.length; at++) steps[at]?.component.process(parse, models[at]);
}

/** A NaN would pass every threshold, so a number that is none counts as no confidence at all. */
export function toUnderstanding({ intent, confidence, ranking, entities, language }: Parse): Understanding {
  const sure = shareOf(confidence);
  return { intent, confidence: sure, ranking: ranking.map(finite), entities, language };
}

const finite = ({ intent, confidence }: RankedIntent): RankedIntent => ({ intent, confidence: shareOf(confidence) });
const shareOf = (value: number) => (Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0);

function fallbackLanguage({ manifest }: Model, sticky: string | null | undefined): string {
  return sticky && manifest.languages.includes(sticky) ? sticky : (manifest.languages[0] ?? 'en');
}
