import type { Heard, Mark } from '../tracking/event.ts';
import type { Domain } from './domain.ts';

const pattern = /^\/(?<intent>[^{@\s][^{@]*)(?:@(?<confidence>[0-9.]+))?(?<entities>\{.+\})?/s;

/**
 * Reads `/intent`, `/intent@0.8` and `/intent{"entity": "value"}`, as buttons send them; null for any other text, also
 * for an intent that the domain does not have. Entities that it does not have are left out.
 */
export function parsePayload(text: string, domain: Pick<Domain, 'intents' | 'entities'>): Heard | null {
  const match = pattern.exec(text.trim())?.groups;
  const intent = match?.intent?.trim();
  if (match === undefined || intent === undefined || !domain.intents.has(intent)) return null;
  const confidence = match.confidence === undefined ? 1 : Math.min(1, Number(match.confidence) || 0);
  const entities = marksOf(match.entities).filter(({ entity }) => domain.entities.has(entity));
  return { intent, confidence, entities, ranking: [{ intent, confidence }] };
}

function marksOf(json: string | undefined): Mark[] {
  let given: unknown;
  try {
    given = JSON.parse(json ?? '{}');
  } catch {
    return [];
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return [];
  return Object.entries(given).flatMap(([entity, values]) => [values].flat().map((value) => ({ entity, value })));
}
