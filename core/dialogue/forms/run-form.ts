import type { Reply } from '@botones/contract';
import { type ActionContext, after } from '../actions/action-context.ts';
import { ActionRejected, type ActionResult, nothingDone } from '../actions/action-result.ts';
import { type Form, requestedSlot } from '../domain/domain.ts';
import { findQuestion } from '../domain/find-question.ts';
import { type DialogueEvent, listen } from '../tracking/event.ts';
import { activeLoop, type SlotValues } from '../tracking/memory.ts';
import type { Tracker } from '../tracking/tracker.ts';
import { extractSlots } from './extract-slots.ts';

/**
 * One run of a form: it takes what the message fills, has it validated, and asks for what is missing; when nothing is,
 * it ends. Throws `ActionRejected` when it asked for something and the message fills nothing.
 */
export async function runForm(form: Form, tracker: Tracker, context: ActionContext): Promise<ActionResult> {
  const replies: Reply[] = [];
  const events: DialogueEvent[] = [];
  let handoff: ActionResult['handoff'];
  const add = (result: ActionResult) => {
    replies.push(...result.replies);
    events.push(...result.events);
    handoff ??= result.handoff;
  };
  if (activeLoop(tracker.memory) !== form.name) add(await activate(form, tracker, context));
  if (!isDone(events)) {
    if (events.every(({ type }) => type === 'loop')) add(await takeAnswer(form, tracker, context));
    if (!events.some(({ type }) => type === 'rejected')) add(await askNext(form, tracker, events, context));
  }
  if (isDone(events)) events.push({ type: 'loop', name: null });
  return { replies, events, ...(handoff && { handoff }) };
}

/** What is known already need not be asked; what was known before is validated like an answer. */
async function activate(form: Form, tracker: Tracker, context: ActionContext): Promise<ActionResult> {
  const begin: DialogueEvent = { type: 'loop', name: form.name };
  const active = after(tracker, [begin], context);
  const found = await extractSlots(active, context);
  const filled = after(active, found.events, context);
  const known = form.requiredSlots.filter((name) => isFilled(filled.memory.slots[name]));
  const candidates = Object.fromEntries(known.map((name) => [name, filled.memory.slots[name]]));
  const result = await validate(form, filled, candidates, context);
  const { events } = result;
  const validated = new Set(events.flatMap((event) => (event.type === 'slot' ? [event.name] : [])));
  const rest = found.events.filter((event) => event.type !== 'slot' || !validated.has(event.name));
  return { ...result, replies: [...found.replies, ...result.replies], events: [begin, ...events, ...rest] };
}

/** After a message, unless it was a digression that something else has answered. */
async function takeAnswer(form: Form, tracker: Tracker, context: ActionContext): Promise<ActionResult> {
  const { memory, filled } = tracker;
  const isAnswer = memory.loop === null || (memory.action === listen && !memory.loop.interrupted);
  if (!isAnswer) return validate(form, tracker, {}, context);
  const asked = askedSlot(form, tracker);
  const wanted = new Set([...form.requiredSlots, ...(asked === null ? [] : [asked])]);
  const candidates = Object.fromEntries(Object.entries(filled).filter(([name]) => wanted.has(name)));
  const result = await validate(form, tracker, candidates, context);
  const isTaken =
    Object.keys(candidates).length > 0 ||
    result.events.some(({ type }) => type === 'rejected') ||
    result.events.some((event) => event.type === 'slot' && event.name !== requestedSlot);
  if (asked !== null && !isTaken) throw new ActionRejected(form.name);
  return result;
}

/** Has validate_<form> look at the candidates, where the bot has such an action. */
async function validate(
  form: Form,
  tracker: Tracker,
  candidates: SlotValues,
  context: ActionContext,
): Promise<ActionResult> {
  const name = `validate_${form.name}`;
  if (!context.engine.domain.userActions.has(name)) return nothingDone;
  const events = Object.entries(candidates).map(
    ([slot, value]): DialogueEvent => ({ type: 'slot', name: slot, value }),
  );
  return context.custom(name, asRunning(form, tracker, events, context));
}

async function askNext(
  form: Form,
  tracker: Tracker,
  sofar: readonly DialogueEvent[],
  context: ActionContext,
): Promise<ActionResult> {
  const end: ActionResult = { replies: [], events: [{ type: 'slot', name: requestedSlot, value: null }] };
  if (isDone(sofar)) return end;
  const running = asRunning(form, tracker, sofar, context);
  const chosen = sofar.find((event) => event.type === 'slot' && event.name === requestedSlot);
  const jump = chosen?.type === 'slot' && typeof chosen.value === 'string' ? chosen.value : null;
  const next = jump ?? form.requiredSlots.find((name) => !isFilled(running.memory.slots[name])) ?? null;
  if (next === null) return end;
  const question = findQuestion(form, next, context.engine.domain);
  const asked = question === null ? nothingDone : await context.run(question, running);
  const request: DialogueEvent = { type: 'slot', name: requestedSlot, value: next };
  const result = { ...asked, events: [...(jump === null ? [request] : []), ...asked.events] };
  if (!isFilledBy(asked.events, next)) return result;
  // The question has answered itself.
  const more = await askNext(form, tracker, [...sofar, ...asked.events], context);
  return {
    ...result,
    ...more,
    replies: [...result.replies, ...more.replies],
    events: [...result.events, ...more.events],
  };
}

function isFilledBy(events: readonly DialogueEvent[], slot: string): boolean {
  const last = events.findLast((event) => event.type === 'slot' && event.name === slot);
  return last?.type === 'slot' && isFilled(last.value) && !isDone(events);
}

/** As validators and questions see it: the form is the last action, and the slot asked for is its own. */
function asRunning(form: Form, tracker: Tracker, events: readonly DialogueEvent[], context: ActionContext): Tracker {
  const asked: DialogueEvent = { type: 'slot', name: requestedSlot, value: askedSlot(form, tracker) };
  return after(tracker, [asked, { type: 'action', name: form.name }, ...events], context);
}

function askedSlot(form: Form, { memory }: Tracker): string | null {
  const asked = memory.slots[requestedSlot];
  return activeLoop(memory) === form.name && typeof asked === 'string' ? asked : null;
}

function isDone(events: readonly DialogueEvent[]): boolean {
  if (events.some(({ type }) => type === 'rejected')) return false;
  const asked = events.findLast((event) => event.type === 'slot' && event.name === requestedSlot);
  const loop = events.findLast((event) => event.type === 'loop');
  return (asked?.type === 'slot' && asked.value === null) || (loop?.type === 'loop' && loop.name === null);
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined;
}
