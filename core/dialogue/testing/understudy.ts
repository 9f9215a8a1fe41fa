import type { ActionContext } from '../actions/action-context.ts';
import { type ActionResult, nothingDone, type RunCustomAction } from '../actions/action-result.ts';
import { requestedSlot } from '../domain/domain.ts';
import { type DialogueEvent, mustBeUnset } from '../tracking/event.ts';

/** What a story has between a message and the next. */
export type Script = readonly DialogueEvent[];

/**
 * Stands in for custom actions that run nowhere: each does what the story says happens after it. A validator or a
 * question of a form does what the story says after the form.
 */
export function understudy(script: Script): RunCustomAction {
  const used = new Set<number>();
  return async (name, { memory }) => {
    const form = memory.loop?.name;
    const own = findUnused(script, name, used);
    const at = own < 0 && form !== undefined && isOf(name, form) ? findUnused(script, form, used) : own;
    if (at < 0) return nothingDone;
    used.add(at);
    return { replies: [], events: eventsAfter(script, at).filter(isSlot) };
  };
}

/**
 * Stories tell the happy path of a form by its begin and its end: what it asks in between is left out. Where the story
 * has the form ended it ends, whatever it would still ask.
 */
export function abbreviate(context: ActionContext, script: Script): ActionContext {
  const { forms } = context.engine.domain;
  return {
    ...context,
    async run(name, tracker) {
      const result = await context.run(name, tracker);
      if (!forms.has(name) || !endsIn(script, name) || isEnded(result)) return result;
      const end: DialogueEvent[] = [
        { type: 'slot', name: requestedSlot, value: null },
        { type: 'loop', name: null },
      ];
      return { replies: [], events: [...result.events, ...end] };
    },
  };
}

function endsIn(script: Script, form: string): boolean {
  return script.some(
    (event, at) =>
      event.type === 'action' &&
      event.name === form &&
      eventsAfter(script, at).some((one) => one.type === 'loop' && (one.name === null || one.name === mustBeUnset)),
  );
}

function isEnded({ events }: ActionResult): boolean {
  const last = events.findLast(({ type }) => type === 'loop');
  return last?.type === 'loop' && last.name === null;
}

/** Up to the next action. */
function eventsAfter(script: Script, at: number): Script {
  const rest = script.slice(at + 1);
  const end = rest.findIndex(({ type }) => type === 'action');
  return rest.slice(0, end < 0 ? undefined : end);
}

function isSlot({ type }: DialogueEvent): boolean {
  return type === 'slot' || type === 'slots_reset';
}

function isOf(name: string, form: string): boolean {
  return name === `validate_${form}` || name.startsWith(`action_ask_${form}_`);
}

function findUnused(script: Script, name: string, used: ReadonlySet<number>): number {
  return script.findIndex((event, at) => event.type === 'action' && event.name === name && !used.has(at));
}
