import type { Understanding } from '@botones/contract';
import { findEntities } from '../dialogue/entities/find-entities.ts';
import { activeLoop } from '../dialogue/tracking/memory.ts';
import type { Tracker as Dialogue } from '../dialogue/tracking/tracker.ts';
import type { PropertyRuntime } from './property-runtime.ts';

export interface Understood {
  readonly understanding: Understanding;
  /** Why nothing was understood. */
  readonly error?: unknown;
}

export interface Words {
  readonly text: string;
  /** Language of the conversation so far. */
  readonly sticky: string | null;
  readonly now: Temporal.Instant;
}

/** Words that are too few to change the language of a conversation while a form asks: "no preference" looks Spanish. */
const fewWords = 3;

/** What the model makes of the words, and the days, numbers and persons in them. A model that throws understands nothing. */
export async function understandGuest(
  runtime: PropertyRuntime,
  { text, sticky, now }: Words,
  { memory }: Dialogue,
): Promise<Understood> {
  const { property } = runtime.config;
  try {
    const understood = await runtime.understand(text, sticky);
    const isShort = activeLoop(memory) !== null && text.trim().split(/\s+/).length <= fewWords;
    const language = isShort ? (sticky ?? understood.language) : understood.language;
    const today = now.toZonedDateTimeISO(property.timeZone).toPlainDate();
    const found = findEntities(text, language, today);
    const also = found.length === 0 && language !== understood.language;
    const entities = [...understood.entities, ...(also ? findEntities(text, understood.language, today) : found)];
    return { understanding: { ...understood, language, entities } };
  } catch (error) {
    const language = sticky ?? property.languages[0] ?? 'en';
    return { understanding: { intent: null, confidence: 0, ranking: [], entities: [], language }, error };
  }
}
