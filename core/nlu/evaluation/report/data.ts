import type { Thresholds } from '../../../config/config.ts';
import type { Answer } from '../answer.ts';
import type { Figures } from '../figures.ts';
import type { Loss } from '../thresholds.ts';

/** What the page is given, as JSON. */
export interface PageData {
  readonly property: string;
  readonly model: { readonly trainedAt: string; readonly hash: string; readonly examples: number };
  readonly intents: readonly string[];
  readonly languages: readonly string[];
  readonly thresholds: Thresholds;
  readonly loss: Loss;
  readonly sets: readonly { readonly name: string; readonly figures: Figures; readonly rows: readonly Row[] }[];
}

/** An answer with short keys, because there is one a message. */
export interface Row {
  readonly t: string;
  readonly l: string;
  /** The right intent. */
  readonly i: string;
  /** The intent given. */
  readonly p: string | null;
  readonly c: number;
  readonly r: readonly (readonly [intent: string, share: number])[];
}

export function toRow({ text, language, intent, understanding }: Answer): Row {
  return {
    t: text,
    l: language,
    i: intent,
    p: understanding.intent,
    c: Math.round(understanding.confidence * 1e4) / 1e4,
    r: understanding.ranking.slice(0, 3).map((one) => [one.intent, Math.round(one.confidence * 1e3) / 1e3]),
  };
}

export function toAnswer({ t, l, i, p, c, r }: Row): Answer {
  const ranking = r.map(([intent, confidence]) => ({ intent, confidence }));
  return {
    text: t,
    language: l,
    intent: i,
    understanding: { intent: p, confidence: c, ranking, entities: [], language: l },
  };
}
