import type { Entity, Understanding } from '@botones/contract';
import type { Bot } from '../config/config.ts';

const pattern = /^\/([^\s{@]+)(?:@(0(?:\.\d+)?|1(?:\.0+)?))?\s*(\{.*\})?\s*$/s;

/**
 * Rasa's shorthand for a message whose meaning is known: `/intent`, `/intent@0.8`, `/intent{"entity": "value"}`.
 * Null for any other text, for an intent that does not exist, and for broken JSON: then it is a message like any other.
 */
export function parsePayload(
  text: string,
  language: string,
  bot: Pick<Bot, 'intents' | 'entities'>,
): Understanding | null {
  const match = pattern.exec(text.trim());
  const intent = match?.[1];
  if (intent === undefined || !bot.intents.has(intent)) return null;
  const entities = match?.[3] === undefined ? [] : readEntities(match[3], bot);
  if (entities === null) return null;
  const confidence = match?.[2] === undefined ? 1 : Number(match[2]);
  return { intent, confidence, ranking: [{ intent, confidence }], entities, language };
}

function readEntities(json: string, bot: Pick<Bot, 'entities'>): Entity[] | null {
  let values: unknown;
  try {
    values = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return null;
  return Object.entries(values)
    .filter(([entity]) => bot.entities.has(entity))
    .map(([entity, value]) => ({ entity, value: value as unknown, start: 0, end: 0, extractor: 'payload' }));
}
