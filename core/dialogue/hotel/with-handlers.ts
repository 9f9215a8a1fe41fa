import type { Bot, Intent, Place } from '../../config/config.ts';
import type { Domain, Form, Slot } from '../domain/domain.ts';
import { label } from '../domain/labels-of.ts';
import { plainSlot } from '../domain/read-slots.ts';
import type { BotParts } from '../engine/compile.ts';
import { anything, type Path } from '../stories/block.ts';
import { type DialogueEvent, listen, mustBeUnset } from '../tracking/event.ts';
import { hotelEntities, hotelSlot, type SlotUse } from './hotel-slots.ts';
import { answers, formOf, leaving, misunderstood, validatorPrefix } from './names.ts';

/** A handler as far as the dialogue must know it. */
export interface ServingHandler {
  readonly name: string;
  /** What it must know before it runs. */
  readonly slots?: readonly string[];
}

/**
 * Adds what a hotel's bot does without rules of its own: each intent is answered by its handler or response, and a
 * handler that wants slots gets a form. Forms let other intents be answered in between, and end at `cancel`. Intents of
 * which the bot's own rules speak are left to them.
 */
export function withHandlers(
  parts: BotParts,
  bot: Pick<Bot, 'intents'>,
  handlers: readonly ServingHandler[],
): BotParts {
  const ruled = new Set(parts.rules.flatMap(({ events }) => events.flatMap(intentOf)));
  const served = [...bot.intents.values()].flatMap((intent) => serve(intent, handlers, parts.domain));
  const free = served.filter(({ intent }) => !ruled.has(intent.name));
  const asking = handlers.filter(({ slots }) => (slots?.length ?? 0) > 0);
  return {
    domain: extendDomain(parts.domain, asking, served),
    stories: parts.stories,
    rules: [
      ...parts.rules,
      ...free.map(beginRule),
      ...asking.flatMap((handler) => formRules(handler, free, parts.domain)),
      rule('after a misunderstanding', nowhere, [act(anything), act(misunderstood), act(listen)]),
    ],
  };
}

interface Served {
  readonly intent: Intent;
  /** The response, or the handler with the slots that it wants. */
  readonly by: string | ServingHandler;
}

const nowhere: Place = { file: '', line: 0, path: '' };

function serve(intent: Intent, handlers: readonly ServingHandler[], { responses }: Domain): Served[] {
  const name = intent.triggers ?? `utter_${intent.name}`;
  const handler = handlers.find((one) => one.name === name);
  if (handler !== undefined) return [{ intent, by: handler }];
  return responses.has(name) ? [{ intent, by: name }] : [];
}

function beginRule({ intent, by }: Served): Path {
  const first = [act(anything), act(listen), hear(intent.name)];
  const name = `answer ${intent.name}`;
  if (typeof by === 'string' || !by.slots?.length) {
    return rule(name, intent.place, [...first, act(typeof by === 'string' ? by : by.name), act(listen)]);
  }
  const form = formOf(by.name);
  return rule(name, intent.place, [...first, act(form), { type: 'loop', name: form }, act(listen)]);
}

function formRules({ name }: ServingHandler, served: readonly Served[], { responses }: Domain): Path[] {
  const form = formOf(name);
  const open: DialogueEvent[] = [{ type: 'loop', name: form }, act(anything)];
  const over: DialogueEvent = { type: 'loop', name: mustBeUnset };
  const place = served.find(({ by }) => typeof by !== 'string' && by.name === name)?.intent.place ?? nowhere;
  const said = responses.has('utter_cancelled') ? [act('utter_cancelled')] : [];
  const cancel = [...open, act(listen), hear('cancel'), act(leaving), over, ...said, act(listen)];
  return [
    rule(`run ${name}`, place, [...open, act(form), over, act(name), act(listen)]),
    rule(`leave ${name}`, place, cancel),
  ];
}

function extendDomain(domain: Domain, handlers: readonly ServingHandler[], served: readonly Served[]): Domain {
  const entities = new Set([...domain.entities, ...Object.keys(hotelEntities)]);
  const labels = Object.entries(hotelEntities).flatMap(([name, roles]) => [
    name,
    ...roles.map((role) => label(name, role)),
  ]);
  const slots = new Map(domain.slots);
  const useOf = (name: string): SlotUse => {
    const asking = handlers.filter((one) => one.slots?.includes(name)).map((one) => one.name);
    const begins = served.filter(({ by }) => typeof by !== 'string' && asking.includes(by.name));
    return { entities, forms: asking.map(formOf), intents: begins.map(({ intent }) => intent.name) };
  };
  for (const name of handlers.flatMap(({ slots: wanted = [] }) => wanted)) {
    if (!slots.has(name)) slots.set(name, hotelSlot(name, useOf(name)));
  }
  // Nights are another way to say the departure.
  if (slots.has('departure') && !slots.has('nights')) slots.set('nights', hotelSlot('nights', useOf('departure')));
  slots.set(misunderstood, plainSlot(misunderstood));
  const forms = new Map([
    ...domain.forms,
    ...handlers.map((handler) => [formOf(handler.name), toForm(handler, served)] as const),
  ]);
  return {
    ...domain,
    entities,
    intents: new Map(
      ['cancel', ...served.map(({ intent }) => intent.name), ...domain.intents.keys()].map((name) => [
        name,
        withLabels(domain.intents.get(name) ?? new Set(), labels),
      ]),
    ),
    slots,
    initialSlots: { ...domain.initialSlots, ...initialOf(slots, domain) },
    forms,
    userActions: new Set([
      ...domain.userActions,
      misunderstood,
      leaving,
      ...handlers.flatMap(({ name }) => [name, `${validatorPrefix}${formOf(name)}`]),
    ]),
  };
}

/** Hotel words fill slots, and tell no messages apart. */
function withLabels(used: ReadonlySet<string>, labels: readonly string[]): ReadonlySet<string> {
  return used.difference(new Set(labels));
}

function initialOf(slots: ReadonlyMap<string, Slot>, { slots: declared }: Domain): Record<string, unknown> {
  return Object.fromEntries(
    [...slots].filter(([name]) => !declared.has(name)).map(([name, { initial }]) => [name, initial]),
  );
}

/** What has an answer of its own is a digression, not an answer to the form. */
function toForm({ name, slots = [] }: ServingHandler, served: readonly Served[]): Form {
  const others = served.filter(
    ({ intent, by }) => !answers.includes(intent.name) && (typeof by === 'string' || by.name !== name),
  );
  return {
    name: formOf(name),
    requiredSlots: slots,
    ignoredIntents: [...others.map(({ intent }) => intent.name), 'cancel'],
    place: nowhere,
  };
}

function intentOf(event: DialogueEvent): string[] {
  return event.type === 'user' && event.understanding.intent !== null ? [event.understanding.intent] : [];
}

function hear(intent: string): DialogueEvent {
  return { type: 'user', text: null, understanding: { intent, confidence: 1, entities: [] } };
}

function act(name: string): DialogueEvent {
  return { type: 'action', name };
}

function rule(name: string, place: Place, events: readonly DialogueEvent[]): Path {
  return { name, place, isRule: true, events, beginsWithAction: true };
}
