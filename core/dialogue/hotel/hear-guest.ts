import { type Entity, OUT_OF_SCOPE, type Understanding } from '@botones/contract';
import { type Domain, type Form, requestedSlot, type SlotMapping } from '../domain/domain.ts';
import { fallbackIntent } from '../engine/fall-back.ts';
import { findAnswer } from '../entities/find-answer.ts';
import { saysYes } from '../entities/says-yes.ts';
import { weighAnswer } from '../entities/weigh-answer.ts';
import type { Heard, Mark } from '../tracking/event.ts';
import { activeLoop } from '../tracking/memory.ts';
import type { Tracker } from '../tracking/tracker.ts';
import { findWish } from './find-wish.ts';
import { answers } from './names.ts';

export interface Spoken {
  readonly text: string;
  readonly understanding: Understanding;
  /** The understanding may be acted upon. */
  readonly sure: boolean;
  /** The guest took one of our own choices: its intent stands whatever its words are. */
  readonly certain: boolean;
}

const bareNumber = /^[\d\s.,]*\d[\d\s.,]*$/;

/** What forms take, though no question is for it. */
const unasked: readonly string[] = ['nights', 'rooms'];
/** Likely intents that are remembered. */
const ranked = 2;

/**
 * A message as rules and forms read it: an unsure one counts as `nlu_fallback`. While a form asks, its question says what
 * words mean ("2", "el 5"), and a message that mostly is an answer is one, whatever intent it resembles.
 */
export function hearGuest(spoken: Spoken, tracker: Tracker, domain: Domain, today: Temporal.PlainDate): Heard {
  const { sure, certain, understanding } = spoken;
  const { entities } = understanding;
  const form = domain.forms.get(activeLoop(tracker.memory) ?? '');
  const plain = sure ? understanding.intent : fallbackIntent;
  if (certain) return toHeard(understanding, plain, entities);
  if (form === undefined) return toHeard(understanding, findWish(spoken, tracker.memory, domain) ?? plain, entities);
  const found = [...entities, ...answersTo(spoken, tracker, today)];
  return toHeard(understanding, intentInForm(spoken, found, form, tracker, domain), found);
}

/** What was likely is remembered only where nobody is sure. */
function toHeard({ confidence, ranking }: Understanding, intent: string | null, entities: readonly Entity[]): Heard {
  const heard = { intent, confidence, entities: entities.map(toMark) };
  if (intent !== fallbackIntent) return heard;
  return { ...heard, ranking: [{ intent, confidence }, ...ranking.slice(0, ranked)] };
}

/** Null for an answer: whatever it resembles, it is no digression. */
function intentInForm(
  { text, sure, understanding: { intent, language } }: Spoken,
  found: readonly Entity[],
  form: Form,
  { memory }: Tracker,
  domain: Domain,
): string | null {
  const mappings = form.requiredSlots.flatMap((name) => domain.slots.get(name)?.mappings ?? []);
  const fitting = found.filter(
    ({ entity }) => unasked.includes(entity) || mappings.some((one) => one.entity === entity),
  );
  const slot = String(memory.slots[requestedSlot]);
  const weight = weighAnswer(text, language, fitting);
  // What was asked for may have a word more beside it, unless it is a question.
  const slack = fitting.some(({ entity }) => fills(entity, slot)) && !text.includes('?') ? 1 : 0;
  if (fitting.length > 0 && (weight.other === 0 || weight.other < weight.found + slack)) return null;
  const asked = domain.slots.get(slot)?.mappings ?? [];
  // A number alone is an answer, if a wrong one: nobody rates a stay while asked for a name.
  if (bareNumber.test(text)) return asked.some(({ type }) => type === 'from_text') ? null : fallbackIntent;
  // "Yes, cancel it" wants nothing else than what is asked.
  const isOfForm = !sure || intent === OUT_OF_SCOPE || form.begunBy.includes(intent ?? '');
  const answer = isOfForm && fitting.length === 0 ? yesOrNo(text, language) : null;
  if (answer !== null && asked.some((mapping) => mapping.type === 'from_intent' && takes(mapping, answer)))
    return answer;
  if (!sure || intent === OUT_OF_SCOPE) return fallbackIntent;
  if (intent === null || !answers.includes(intent) || fitting.length > 0) return intent;
  // A yes or no to a question that wants neither.
  return asked.some((mapping) => takes(mapping, intent)) ? intent : fallbackIntent;
}

function yesOrNo(text: string, language: string): string | null {
  const said = saysYes(text, language);
  return said === null ? null : said ? 'affirm' : 'deny';
}

function takes({ type, intents }: SlotMapping, intent: string): boolean {
  return type === 'from_text' || (type === 'from_intent' && intents.includes(intent));
}

/** What words mean by the question before them, where they mean nothing by themselves. */
function answersTo({ text, understanding }: Spoken, { memory }: Tracker, today: Temporal.PlainDate): Entity[] {
  const slot = memory.slots[requestedSlot];
  if (typeof slot !== 'string' || understanding.entities.some(({ entity }) => fills(entity, slot))) return [];
  const { arrival } = memory.slots;
  const from = slot === 'departure' && typeof arrival === 'string' ? Temporal.PlainDate.from(arrival) : today;
  const found = findAnswer(text, { slot, language: understanding.language, from });
  // "Three nights" is no number of adults.
  const isFree = ({ start, end }: Entity) => !understanding.entities.some((one) => one.start < end && start < one.end);
  return found.every(isFree) ? found : [];
}

function fills(entity: string, slot: string): boolean {
  if (slot === 'arrival') return entity === 'date';
  if (slot === 'departure') return entity === 'date' || entity === 'nights';
  return entity === (slot === 'child_ages' ? 'child_age' : slot);
}

function toMark({ entity, value, role, group }: Entity): Mark {
  return { entity, value, ...(role !== undefined && { role }), ...(group !== undefined && { group }) };
}
