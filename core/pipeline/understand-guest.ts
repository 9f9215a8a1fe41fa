import type { Understanding } from '@botones/contract';
import { requestedSlot } from '../dialogue/domain/domain.ts';
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
/** Where anything may be the answer, it may be a name, and names have no language: "garcía de la torre". */
const fewInNames = 4;
/** A name of any length: every word with a capital, or one that stands between names. */
const name = /^(?:(?:\p{Lu}[\p{L}\p{M}'’.-]*|de|del|la|las|los|el|y|i|van|von|der|den|da|do|dos|di)\s*)+$/u;

/** What the model makes of the words, and the days, numbers and persons in them. A model that throws understands nothing. */
export async function understandGuest(
  runtime: PropertyRuntime,
  { text, sticky, now }: Words,
  dialogue: Dialogue,
): Promise<Understood> {
  const { property } = runtime.config;
  try {
    const understood = await runtime.understand(text, sticky);
    const language = isTooShort(runtime, text.trim(), dialogue) ? (sticky ?? understood.language) : understood.language;
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

/** An answer that says nothing of the language. */
function isTooShort({ engine: { domain } }: PropertyRuntime, text: string, { memory }: Dialogue): boolean {
  if (activeLoop(memory) === null) return false;
  const words = text.split(/\s+/).length;
  const asked = domain.slots.get(String(memory.slots[requestedSlot]))?.mappings ?? [];
  const isFree = asked.some(({ type }) => type === 'from_text');
  return words <= fewWords || (isFree && (words <= fewInNames || name.test(text)));
}
