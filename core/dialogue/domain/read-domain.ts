import type { Bot, Piece } from '../../config/config.ts';
import type { Findings } from '../../config/findings.ts';
import { recordOf } from '../../config/record-of.ts';
import { checkShape } from '../../config/yaml/check-shape.ts';
import { didYouMean } from '../../config/yaml/suggest.ts';
import type { Domain, SessionConfig } from './domain.ts';
import { readForms } from './read-forms.ts';
import { readIntents } from './read-intents.ts';
import { readSlots } from './read-slots.ts';
import { sessionSchema } from './slot-schema.ts';

/** Rasa's own default. */
const defaultSession: SessionConfig = { expirationMinutes: 60, carryOverSlots: true };

/** Interprets what the files say about the domain; every fault goes to the findings. */
export function readDomain(bot: Pick<Bot, 'entities' | 'responses' | 'dialogue'>, findings: Findings): Domain {
  const { dialogue } = bot;
  const entities = new Set(bot.entities.keys());
  const { forms, lifted } = readForms(dialogue.forms, findings);
  const slots = readSlots(dialogue.slots, { entities, lifted, findings });
  for (const form of forms.values()) {
    for (const name of form.requiredSlots) {
      if (slots.has(name)) continue;
      const cure = didYouMean(name, slots.keys(), `add "${name}:" below slots:`);
      findings.fault(form.place, `form "${form.name}" asks for slot "${name}", which is not declared`, cure);
    }
  }
  return {
    intents: readIntents(dialogue, bot.entities),
    entities,
    slots,
    featurized: [...slots.values()].filter(({ influences }) => influences),
    initialSlots: recordOf([...slots.values()].map(({ name, initial }) => [name, initial])),
    forms,
    responses: new Set(bot.responses.keys()),
    userActions: new Set(dialogue.actions.flatMap(actionNames)),
    session: readSession(dialogue.sessionConfig, findings),
  };
}

function actionNames({ value }: Piece): string[] {
  return typeof value === 'string' ? [value] : Object.keys(value ?? {});
}

function readSession(piece: Piece | null, findings: Findings): SessionConfig {
  const given = piece && checkShape(sessionSchema, piece, findings);
  return {
    expirationMinutes: given?.session_expiration_time ?? defaultSession.expirationMinutes,
    carryOverSlots: given?.carry_over_slots_to_new_session ?? defaultSession.carryOverSlots,
  };
}
