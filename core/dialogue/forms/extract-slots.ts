import type { Reply } from '@botones/contract';
import { type ActionContext, after } from '../actions/action-context.ts';
import { ActionRejected, type ActionResult, nothingDone } from '../actions/action-result.ts';
import { requestedSlot, type Slot, type SlotMapping } from '../domain/domain.ts';
import type { DialogueEvent, SlotEvent } from '../tracking/event.ts';
import type { Tracker } from '../tracking/tracker.ts';
import { mappingApplies } from './mapping-applies.ts';

const validator = 'action_validate_slot_mappings';

/**
 * Rasa's action_extract_slots: fills slots from the last message, each by the first of its mappings that finds something.
 * Actions that fill or check slots may also say something.
 */
export async function extractSlots(tracker: Tracker, context: ActionContext): Promise<ActionResult> {
  const { domain } = context.engine;
  const events: SlotEvent[] = [];
  const replies: Reply[] = [];
  const run = async (action: string, at: Tracker): Promise<SlotEvent[]> => {
    const done = await runForSlots(action, at, context);
    replies.push(...done.replies);
    return done.events;
  };
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
        events.push(...(await run(mapping.action, tracker)));
      }
    }
  }
  if (!domain.userActions.has(validator)) return { replies, events };
  const validated = await run(validator, after(tracker, events, context));
  return {
    replies,
    events: [...validated, ...events.filter(({ name }) => !validated.some((event) => event.name === name))],
  };
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

/** Such actions may set slots, of which only those that change count, and speak. One that refuses does neither. */
async function runForSlots(
  action: string,
  tracker: Tracker,
  { custom }: ActionContext,
): Promise<{ readonly replies: readonly Reply[]; readonly events: SlotEvent[] }> {
  const { replies, events } = await custom(action, tracker).catch((error: unknown) => {
    if (error instanceof ActionRejected) return nothingDone;
    throw error;
  });
  const isChange = (event: DialogueEvent) => event.type === 'slot' && tracker.memory.slots[event.name] !== event.value;
  return { replies, events: events.filter(isChange) as SlotEvent[] };
}
