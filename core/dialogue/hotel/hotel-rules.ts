import type { Intent, Place } from '../../config/config.ts';
import type { Domain } from '../domain/domain.ts';
import { anything, type Path } from '../stories/block.ts';
import { type DialogueEvent, listen, mustBeUnset } from '../tracking/event.ts';
import { formOf, leaving, misunderstood, nowhere } from './names.ts';
import type { Served, ServingHandler } from './served.ts';

/**
 * What a hotel's bot does without rules of its own: each intent is answered by what serves it, and a handler that wants
 * slots runs when its form is done. Forms let other intents be answered in between, and end at `cancel`. Intents of which
 * the bot's own rules speak are left to them.
 */
export function hotelRules(
  own: readonly Path[],
  handlers: readonly ServingHandler[],
  served: readonly Served[],
  domain: Domain,
): Path[] {
  const ruled = intentsIn(own);
  const free = served.filter(({ intent }) => !ruled.has(intent.name));
  const asking = handlers.filter(({ slots }) => (slots?.length ?? 0) > 0);
  return [
    ...free.map(beginRule),
    ...asking.flatMap((handler) => formRules(handler, free, domain)),
    rule('after a misunderstanding', nowhere, [act(anything), act(misunderstood), act(listen)]),
  ];
}

function beginRule({ intent, form, action }: Served): Path {
  return answerRule(intent, form === null ? [act(action ?? listen)] : [act(form), { type: 'loop', name: form }]);
}

/** "After this intent do that, then listen." */
export function answerRule({ name, place }: Intent, answer: readonly DialogueEvent[]): Path {
  return rule(`answer ${name}`, place, [act(anything), act(listen), hear(name), ...answer, act(listen)]);
}

/** Intents of which rules or stories speak. */
export function intentsIn(paths: readonly Path[]): ReadonlySet<string> {
  return new Set(paths.flatMap(({ events }) => events.flatMap(intentOf)));
}

function formRules({ name }: ServingHandler, served: readonly Served[], { responses }: Domain): Path[] {
  const form = formOf(name);
  const open: DialogueEvent[] = [{ type: 'loop', name: form }, act(anything)];
  const over: DialogueEvent = { type: 'loop', name: mustBeUnset };
  const place = served.find(({ handler }) => handler?.name === name)?.intent.place ?? nowhere;
  const said = responses.has('utter_cancelled') ? [act('utter_cancelled')] : [];
  const cancel = [...open, act(listen), hear('cancel'), act(leaving), over, ...said, act(listen)];
  return [
    rule(`run ${name}`, place, [...open, act(form), over, act(name), act(listen)]),
    rule(`leave ${name}`, place, cancel),
  ];
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
