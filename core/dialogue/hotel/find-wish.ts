import { type Entity, OUT_OF_SCOPE, type Understanding } from '@botones/contract';
import type { Domain, Form } from '../domain/domain.ts';
import { weighAnswer } from '../entities/weigh-answer.ts';
import type { Memory } from '../tracking/memory.ts';

export interface Wording {
  readonly text: string;
  readonly understanding: Understanding;
  /** The understanding may be acted upon. */
  readonly sure: boolean;
}

/** Likely intents among which a wish is looked for. */
const likely = 3;
const topics: Readonly<Record<string, string>> = {
  date: 'days',
  nights: 'days',
  adults: 'guests',
  children: 'guests',
  child_age: 'guests',
  rooms: 'guests',
};
/** Slots that nobody asks for, and those that bring them. */
const beside: Readonly<Record<string, string>> = { nights: 'departure', rooms: 'adults' };
/** Different things that a form wants to know, in one message, by which it is recognised. */
const telling = 2;

/**
 * The intent of a message, outside forms, that is told by the hotel words in it: "alojamiento para dos del 3 al 5 de junio"
 * is a wish for a room, however unsure its intent is; after a form was answered whole, and while its answers stand, "no, four
 * nights" and "and the suite?" ask for the same with a difference. Null where the words tell nothing.
 */
export function findWish({ text, sure, understanding }: Wording, memory: Memory, domain: Domain): string | null {
  const { intent, ranking, entities, language } = understanding;
  if (entities.length === 0) return null;
  const wanting = [...domain.forms.values()].filter(({ begunBy }) => begunBy.length > 0);
  const varied = wanting.find((form) => isAnswered(form, memory) && toldTo(form, entities, domain).size > 0);
  const best = (intents: readonly string[]) =>
    ranking.find((ranked) => intents.includes(ranked.intent))?.intent ?? intents[0] ?? null;
  const isAllOfIt = varied !== undefined && weighAnswer(text, language, entities, true).other === 0;
  if (isAllOfIt) return best(varied.begunBy);
  // Who says an hour as well wants a table, or a taxi.
  const isElse = entities.some(({ entity }) => entity === 'time');
  if (sure || intent === OUT_OF_SCOPE || isElse) return null;
  const begins = (name: string, isEnough: (told: ReadonlySet<string>) => boolean) =>
    wanting.some((form) => form.begunBy.includes(name) && isEnough(toldTo(form, entities, domain)));
  // Where the model thinks so, too, one of them is enough; guests alone may as well want a table.
  if (intent !== null && begins(intent, (told) => told.size > 0 && !(told.size === 1 && told.has('guests'))))
    return intent;
  const least = varied === undefined ? telling : 1;
  return ranking.slice(0, likely).find((ranked) => begins(ranked.intent, ({ size }) => size >= least))?.intent ?? null;
}

function isAnswered({ requiredSlots }: Form, { slots }: Memory): boolean {
  return requiredSlots.every((name) => (slots[name] ?? null) !== null);
}

/** What the entities that the form takes tell of: the days, the guests, or something of its own. */
function toldTo({ requiredSlots }: Form, entities: readonly Entity[], { slots }: Domain): ReadonlySet<string> {
  const names = [...requiredSlots, ...Object.keys(beside).filter((name) => requiredSlots.includes(beside[name] ?? ''))];
  const mappings = names.flatMap((name) => slots.get(name)?.mappings ?? []);
  const taken = entities.filter(({ entity, role }) =>
    mappings.some((mapping) => mapping.entity === entity && mapping.role === role),
  );
  return new Set(taken.map(({ entity }) => topics[entity] ?? entity));
}
