import { type Domain, requestedSlot, type Slot, type SlotMapping } from '../domain/domain.ts';
import { activeLoop } from '../tracking/memory.ts';
import type { Tracker } from '../tracking/tracker.ts';
import { findSharedMappings } from './shared-mappings.ts';

/** Whether a mapping may look at the last message at all: its intent, its conditions, and the form that runs. */
export function mappingApplies(slot: Slot, mapping: SlotMapping, tracker: Tracker, domain: Domain): boolean {
  return (
    isValid(mapping, domain) &&
    intentFits(mapping, tracker, domain) &&
    conditionsHold(slot, mapping, tracker) &&
    !belongsToAnother(slot, mapping, tracker, domain)
  );
}

function isValid({ type, entity, intents }: SlotMapping, domain: Domain): boolean {
  if (type === 'from_entity') return domain.entities.has(entity ?? '');
  return type !== 'from_intent' || intents.every((intent) => domain.intents.has(intent));
}

/** What a form ignores counts as unwanted for the mappings that are valid in it. */
function intentFits({ intents, notIntents, conditions }: SlotMapping, { memory }: Tracker, { forms }: Domain): boolean {
  const loop = activeLoop(memory);
  const isForLoop = conditions.length === 0 || conditions.some((condition) => condition.loop === loop);
  const ignored = loop !== null && isForLoop ? (forms.get(loop)?.ignoredIntents ?? []) : [];
  const intent = memory.message?.understanding.intent ?? null;
  if (intents.length > 0) return intent !== null && intents.includes(intent);
  return intent === null || ![...notIntents, ...ignored].includes(intent);
}

function conditionsHold(slot: Slot, { type, conditions }: SlotMapping, { memory }: Tracker): boolean {
  const loop = activeLoop(memory);
  if (type === 'from_trigger_intent') {
    const loops = conditions.flatMap((condition) => condition.loop ?? []);
    return loop !== null && (loops.length === 0 || loops.includes(loop));
  }
  if (conditions.length === 0) return true;
  const asked = memory.slots[requestedSlot];
  if (memory.loop?.rejected && asked === slot.name) return false;
  return conditions.some(
    (condition) => condition.loop === loop && (condition.requestedSlot === null || condition.requestedSlot === asked),
  );
}

/** An entity that could fill several slots of the form fills only the one that was asked for. */
function belongsToAnother(slot: Slot, mapping: SlotMapping, { memory }: Tracker, domain: Domain): boolean {
  const form = domain.forms.get(activeLoop(memory) ?? '');
  if (form === undefined || mapping.type !== 'from_entity' || memory.slots[requestedSlot] === slot.name) return false;
  return form.requiredSlots.includes(slot.name) && findSharedMappings(form, domain).has(mapping);
}
