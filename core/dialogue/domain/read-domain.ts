import type { Bot, Piece } from '../../config/config.ts';
import type { Findings } from '../../config/findings.ts';
import { recordOf } from '../../config/record-of.ts';
import { checkShape } from '../../config/yaml/check-shape.ts';
import { didYouMean } from '../../config/yaml/suggest.ts';
import type { Domain, Form, SessionConfig, Slot } from './domain.ts';
import { findQuestion } from './find-question.ts';
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
  for (const form of forms.values()) checkSlots(form, slots, findings);
  const domain: Domain = {
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
  for (const form of forms.values()) checkQuestions(form, domain, findings);
  return domain;
}

function checkSlots({ name, requiredSlots, place }: Form, slots: ReadonlyMap<string, Slot>, findings: Findings): void {
  for (const slot of requiredSlots.filter((each) => !slots.has(each))) {
    const cure = didYouMean(slot, slots.keys(), `add "${slot}:" below slots:`);
    findings.fault(place, `form "${name}" asks for slot "${slot}", which is not declared`, cure);
  }
}

/** A validator may ask by itself, so this is no fault. */
function checkQuestions(form: Form, domain: Domain, findings: Findings): void {
  for (const slot of form.requiredSlots) {
    if (findQuestion(form, slot, domain) !== null) continue;
    const cure = `write the response utter_ask_${form.name}_${slot}, or utter_ask_${slot} for all forms`;
    findings.warn(form.place, `nothing asks for slot "${slot}" of form "${form.name}"`, cure);
  }
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
