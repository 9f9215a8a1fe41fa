import { type ActionContext, after } from '../actions/action-context.ts';
import { requestedSlot, type Slot, type SlotMapping } from '../domain/domain.ts';
import type { DialogueEvent, SlotEvent } from '../tracking/event.ts';
import type { Tracker } from '../tracking/tracker.ts';
import { mappingApplies } from './mapping-applies.ts';

const validator = 'action_validate_slot_mappings';

/** Rasa's action_extract_slots: fills slots from the last message, each by the first of its mappings that finds something. */
export async function extractSlots(tracker: Tracker, context: ActionContext): Promise<DialogueEvent[]> {
  const { domain } = context.engine;
  const events: SlotEvent[] = [];
  const asked = new Set<string>();
  for (const slot of domain.slots.values()) {
    if (slot.name === requestedSlot) continue;
    for (const mapping of slot.mappings) {
      if (!mappingApplies(slot, mapping, tracker, domain)) continue;
      const value = slotValue(slot, mapping, tracker);
      if (value !== undefined) {
        events.push({ type: 'slot', name: slot.name, value });
        break;
      }
      if (mapping.type === 'custom' && mapping.action !== null && !asked.has(mapping.action)) {
        asked.add(mapping.action);
        events.push(...(await runForSlots(mapping.action, tracker, context)));
      }
    }
  }
  if (!domain.userActions.has(validator)) return events;
  const validated = await runForSlots(validator, after(tracker, events, context), context);
  return [...validated, ...events.filter(({ name }) => !validated.some((event) => event.name === name))];
}

/** Undefined where the message says nothing for it. Of several values the last counts, but a list takes them all. */
function slotValue(slot: Slot, mapping: SlotMapping, { memory }: Tracker): unknown {
  const values = valuesOf(mapping, memory.message);
  if (values.length === 0) return undefined;
  const value = slot.type === 'list' ? values : values[values.length - 1];
  return (value ?? null) === null && (memory.slots[slot.name] ?? null) === null ? undefined : value;
}

function valuesOf(mapping: SlotMapping, message: Tracker['memory']['message']): unknown[] {
  switch (mapping.type) {
    case 'from_entity':
      return (message?.understanding.entities ?? [])
        .filter(
          ({ entity, role, group }) => entity === mapping.entity && role === mapping.role && group === mapping.group,
        )
        .map(({ value }) => value);
    case 'from_intent':
    case 'from_trigger_intent':
      return [mapping.value];
    case 'from_text':
      return message?.text == null ? [] : [message.text];
    case 'custom':
      return [];
  }
}

/** Such actions may set slots, and only those that change count. */
async function runForSlots(action: string, tracker: Tracker, { custom }: ActionContext): Promise<SlotEvent[]> {
  const { events } = await custom(action, tracker);
  return events.filter(
    (event) => event.type === 'slot' && tracker.memory.slots[event.name] !== event.value,
  ) as SlotEvent[];
}
