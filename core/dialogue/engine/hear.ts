import type { Domain } from '../domain/domain.ts';
import { parsePayload } from '../domain/parse-payload.ts';
import type { Heard } from '../tracking/event.ts';
import { fallBack, type Thresholds } from './fall-back.ts';

export interface Ears {
  readonly domain: Pick<Domain, 'intents' | 'entities'>;
  /** Null: an unsure understanding counts like a sure one. */
  readonly thresholds: Thresholds | null;
  understand(text: string): Heard;
}

/** A message as rules and stories read it: a payload at its word, anything else by its understanding. */
export function hear(text: string, { domain, thresholds, understand }: Ears): Heard {
  const payload = parsePayload(text, domain);
  if (payload !== null) return payload;
  const understood = understand(text);
  return splitRetrieval(thresholds === null ? understood : fallBack(understood, thresholds), domain);
}

/** Rules and stories know a retrieval intent by its base. */
function splitRetrieval(heard: Heard, { intents }: Pick<Domain, 'intents'>): Heard {
  const [base] = heard.intent?.split('/') ?? [];
  if (base === undefined || base === heard.intent || !intents.has(base)) return heard;
  return { ...heard, intent: base, ...(heard.intent !== null && { selected: heard.intent }) };
}
