import type { Domain } from '../domain/domain.ts';
import { type DialogueEvent, listen, type Mark, type SlotEvent } from '../tracking/event.ts';

const listening: DialogueEvent = { type: 'action', name: listen };

/** Adds what stories leave out: the bot listens before each message and at the end, and entities fill slots. */
export function withImpliedEvents(
  events: readonly DialogueEvent[],
  domain: Pick<Domain, 'slots'>,
  ends: boolean,
): DialogueEvent[] {
  const whole: DialogueEvent[] = [];
  const listenOnce = () => {
    const last = whole[whole.length - 1];
    if (last?.type !== 'action' || last.name !== listen) whole.push(listening);
  };
  for (const event of events) {
    if (event.type === 'user') {
      listenOnce();
      whole.push(event, ...slotsOf(event.understanding.entities, domain));
    } else whole.push(event);
  }
  if (ends) listenOnce();
  return whole;
}

/** Slots that the entities fill whatever form runs. */
function slotsOf(entities: readonly Mark[], { slots }: Pick<Domain, 'slots'>): SlotEvent[] {
  if (entities.length === 0) return [];
  return [...slots.values()].flatMap(({ name, type, mappings }): SlotEvent[] => {
    const values = mappings
      .filter(({ type: kind, conditions }) => kind === 'from_entity' && (conditions[0]?.loop ?? null) === null)
      .flatMap(({ entity, role, group }) =>
        entities.filter((mark) => mark.entity === entity && mark.role === role && mark.group === group),
      )
      .map(({ value }) => value);
    if (values.length === 0) return [];
    return [{ type: 'slot', name, value: type === 'list' ? values : values[values.length - 1] }];
  });
}
