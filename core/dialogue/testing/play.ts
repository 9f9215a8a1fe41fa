import { type Domain, requestedSlot } from '../domain/domain.ts';
import { featureOf } from '../domain/slot-feature.ts';
import type { Path } from '../stories/block.ts';
import { type DialogueEvent, type Heard, listen, mustBeUnset, type UserEvent } from '../tracking/event.ts';
import { activeLoop } from '../tracking/memory.ts';
import type { Tracker } from '../tracking/tracker.ts';
import { type Difference, judge, type Replay, type ReplayedAction, type ReplayedMessage } from './verdict.ts';

/** What a bot made of one message. */
export interface Played {
  readonly heard: Heard;
  /** What happened, the message and the listening included. */
  readonly events: readonly DialogueEvent[];
  readonly tracker: Tracker;
}

/** Says a message to a bot that runs. `script`: what the story has until the next message. */
export type Say = (message: UserEvent, script: readonly DialogueEvent[]) => Promise<Played>;

/**
 * Plays a test story with a bot that really runs: its model understands the words, its actions are done, its forms fill
 * slots. What the story says of slots and loops must have come about by itself.
 */
export async function play(path: Path, domain: Domain, say: Say): Promise<Replay> {
  const actions: ReplayedAction[] = [];
  const messages: ReplayedMessage[] = [];
  const differences: Difference[] = [];
  for (const [at, event] of path.events.entries()) {
    if (event.type !== 'user') continue;
    const next = path.events.findIndex((one, later) => later > at && one.type === 'user');
    // The listening before the next message belongs to it in a story, and to this turn here.
    const script = path.events.slice(at + 1, next < 0 ? undefined : next);
    const { heard, events, tracker } = await say(event, script);
    messages.push({ at, text: event.text, expected: event.understanding, predicted: heard });
    actions.push(...compareActions(script, at + 1, events));
    differences.push(...compareMemory(script, at + 1, tracker, domain));
  }
  return judge({ path, actions, messages, differences });
}

function compareActions(
  script: readonly DialogueEvent[],
  first: number,
  events: readonly DialogueEvent[],
): ReplayedAction[] {
  const expected = script.flatMap((event, offset) =>
    event.type === 'action' ? [{ at: first + offset, name: event.name }] : [],
  );
  const heard = events.findIndex(({ type }) => type === 'user');
  const done = events.slice(heard + 1).flatMap((event) => (event.type === 'action' ? [event.name] : []));
  const length = Math.max(expected.length, done.length);
  return Array.from({ length }, (_, each) => ({
    at: expected[each]?.at ?? first + script.length,
    expected: expected[each]?.name ?? listen,
    predicted: done[each] ?? listen,
    policy: null,
    confidence: 1,
  }));
}

/** Slots as far as policies see them, and the form that runs, at the end of the turn. */
function compareMemory(
  script: readonly DialogueEvent[],
  first: number,
  { memory }: Tracker,
  { slots }: Pick<Domain, 'slots'>,
): Difference[] {
  const said = new Map<string, [at: number, event: DialogueEvent]>();
  for (const [offset, event] of script.entries()) {
    if (event.type === 'slot') said.set(`slot ${event.name}`, [first + offset, event]);
    if (event.type === 'loop') said.set('loop', [first + offset, event]);
  }
  return [...said.values()].flatMap(([at, event]) => {
    if (event.type === 'loop') {
      const wanted = event.name === mustBeUnset ? null : event.name;
      const given = activeLoop(memory);
      return given === wanted ? [] : [{ at, sentence: `active_loop is ${given} instead of ${wanted}` }];
    }
    if (event.type !== 'slot') return [];
    const slot = slots.get(event.name);
    const given = memory.slots[event.name] ?? null;
    const isSame =
      slot === undefined ||
      (event.name === requestedSlot ? given === event.value : featureOf(slot, given) === featureOf(slot, event.value));
    return isSame ? [] : [{ at, sentence: `slot ${event.name} is ${show(given)} instead of ${show(event.value)}` }];
  });
}

function show(value: unknown): string {
  return value === undefined || value === null ? 'unset' : JSON.stringify(value);
}
