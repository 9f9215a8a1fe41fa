import type { Bot, Place } from '../../config/config.ts';
import type { Findings } from '../../config/findings.ts';
import { compileParts, readParts } from '../engine/compile.ts';
import type { Engine } from '../engine/engine.ts';
import { findQuestion } from '../forms/find-question.ts';
import { defaultMemoization, defaultRulePolicy } from '../policies/policy-config.ts';
import { formOf, misunderstood } from './names.ts';
import { type ServingHandler, withHandlers } from './with-handlers.ts';

/** A handler, and where the hotel's files name it. */
export interface ConfiguredHandler extends ServingHandler {
  readonly place: Place;
}

/** Moments kept beyond what rules look back: no guest takes back more than a turn, and the tracker is stored each turn. */
const spare = 4;

/**
 * Compiles the dialogue of a hotel, once: its rules and stories, and what its handlers and responses serve by
 * themselves. Whatever is wrong goes to the findings; with faults among them the engine should not be used.
 */
export function compileHotel(bot: Bot, handlers: readonly ConfiguredHandler[], findings: Findings): Engine {
  const parts = withHandlers(readParts(bot, findings), bot, handlers);
  const rule = { ...defaultRulePolicy, fallbackAction: misunderstood };
  const memoization = parts.stories.length > 0 ? [defaultMemoization] : [];
  const engine = compileParts(parts, findings, { rule, memoization }, spare);
  for (const handler of handlers) checkQuestions(handler, engine, findings);
  return engine;
}

/** Faults: a slot that the handler wants and no response asks for. */
function checkQuestions({ name, slots = [], place }: ConfiguredHandler, { domain }: Engine, findings: Findings): void {
  const form = domain.forms.get(formOf(name));
  if (form === undefined) return;
  for (const slot of slots) {
    if (findQuestion(form, slot, domain) !== null) continue;
    const cure = `write the response utter_ask_${form.name}_${slot}, or utter_ask_${slot} for all handlers`;
    findings.fault(place, `${name} needs to know "${slot}", and nothing asks for it`, cure);
  }
}
