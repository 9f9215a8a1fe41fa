import type { Bot } from '../../config/config.ts';
import type { Domain } from '../domain/domain.ts';

/** The domain as an action server wants it: its form validators look up which slots a form asks for. */
export function toRasaDomain({ dialogue, responses }: Pick<Bot, 'dialogue' | 'responses'>, { forms, session }: Domain) {
  const { intents, entities, slots, actions } = dialogue;
  return {
    config: { store_entities_as_slots: true },
    session_config: {
      session_expiration_time: session.expirationMinutes,
      carry_over_slots_to_new_session: session.carryOverSlots,
    },
    intents: intents.map(({ value }) => value),
    entities: entities.map(({ value }) => value),
    slots: Object.fromEntries([...slots].map(([name, { value }]) => [name, value])),
    responses: Object.fromEntries(
      [...responses].map(([name, said]) => [name, said.map(({ text }) => ({ text: Object.values(text)[0] ?? '' }))]),
    ),
    actions: actions.map(({ value }) => value),
    forms: Object.fromEntries(
      [...forms.values()].map(({ name, requiredSlots, ignoredIntents }) => [
        name,
        { required_slots: requiredSlots, ignored_intents: ignoredIntents },
      ]),
    ),
    e2e_actions: [],
  };
}
