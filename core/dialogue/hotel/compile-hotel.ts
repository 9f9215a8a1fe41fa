import type { Bot, Place } from '../../config/config.ts';
import type { Findings } from '../../config/findings.ts';
import { defaultActions } from '../domain/default-actions.ts';
import type { Domain } from '../domain/domain.ts';
import { findQuestion } from '../domain/find-question.ts';
import { readDomain } from '../domain/read-domain.ts';
import { compileParts } from '../engine/compile.ts';
import type { Engine } from '../engine/engine.ts';
import { defaultMemoization, defaultRulePolicy } from '../policies/policy-config.ts';
import { readPaths } from '../stories/read-paths.ts';
import { hotelDomain } from './hotel-domain.ts';
import { hotelRules } from './hotel-rules.ts';
import { formOf, misunderstood, validatorPrefix } from './names.ts';
import { findServed, type ServingHandler } from './served.ts';

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
  const plain = readDomain(bot, findings);
  const served = findServed(bot, handlers, plain);
  const domain = hotelDomain(plain, handlers, served);
  const own = readPaths(bot.dialogue, 'rule', domain, findings, 'fault');
  const stories = readPaths(bot.dialogue, 'story', domain, findings, 'fault');
  const rules = [...own, ...hotelRules(own, handlers, served, domain)];
  const rule = { ...defaultRulePolicy, fallbackAction: misunderstood };
  const memoization = stories.length > 0 ? [defaultMemoization] : [];
  const engine = compileParts({ domain, rules, stories }, findings, { rule, memoization }, spare);
  checkActions(bot, handlers, findings);
  for (const handler of handlers) checkQuestions(handler, domain, findings);
  return engine;
}

/** Faults: an action that the domain lists and no handler of its name serves. */
function checkActions({ dialogue }: Bot, handlers: readonly ConfiguredHandler[], findings: Findings): void {
  const builtIn: readonly string[] = defaultActions;
  for (const { value, place } of dialogue.actions) {
    const name = typeof value === 'string' ? value : (Object.keys(value ?? {})[0] ?? '');
    const isOurs = [...dialogue.forms.keys()].some((form) => name === `${validatorPrefix}${form}`);
    if (isOurs || name.startsWith('utter_') || builtIn.includes(name)) continue;
    if (handlers.some((handler) => handler.name === name)) continue;
    findings.fault(place, `nothing does ${name}`, 'write a handler of that name, and list it below handlers:');
  }
}

/** Faults: a slot that the handler wants and no response asks for. */
function checkQuestions({ name, slots = [], place }: ConfiguredHandler, domain: Domain, findings: Findings): void {
  const form = domain.forms.get(formOf(name));
  if (form === undefined) return;
  for (const slot of slots) {
    if (findQuestion(form, slot, domain) !== null) continue;
    const cure = `write the response utter_ask_${form.name}_${slot}, or utter_ask_${slot} for all handlers`;
    findings.fault(place, `${name} needs to know "${slot}", and nothing asks for it`, cure);
  }
}
