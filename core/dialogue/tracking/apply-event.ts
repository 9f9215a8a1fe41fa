import { collapse, extend } from './collapse.ts';
import type { ActionEvent, DialogueEvent } from './event.ts';
import { remember } from './memory.ts';
import type { Moment } from './moment.ts';
import { blankTracker, type Folding, type Tracker } from './tracker.ts';

const sessionStart = 'action_session_start';

/** One event further. What it costs does not depend on how long the conversation is. */
export function applyEvent(tracker: Tracker, event: DialogueEvent, folding: Folding): Tracker {
  switch (event.type) {
    case 'restart':
      return { ...blankTracker(folding, sessionStart), loops: tracker.loops };
    case 'session_started':
      return { ...blankTracker(folding), loops: tracker.loops, intents: tracker.intents };
    case 'undo':
      return takeBack(tracker, tracker.moments.slice(0, -1), folding);
    case 'rewind': {
      const heard = tracker.moments.findLastIndex(({ events }) => events.some(({ type }) => type === 'user'));
      const before = takeBack(tracker, tracker.moments.slice(0, Math.max(0, heard)), folding);
      return { ...before, intents: noteIntent(tracker, null) };
    }
    case 'action':
      return act(tracker, event, folding);
    case 'bot':
      return tracker;
    default:
      return happen(tracker, event, folding);
  }
}

export function applyEvents(tracker: Tracker, events: readonly DialogueEvent[], folding: Folding): Tracker {
  return events.reduce((one, event) => applyEvent(one, event, folding), tracker);
}

function act(tracker: Tracker, event: ActionEvent, folding: Folding): Tracker {
  const memory = remember(tracker.memory, event, folding.initialSlots);
  const sameRun = tracker.loops.includes(event.name) ? collapse(tracker.moments, event.name, folding) : null;
  const moments = sameRun ?? [...tracker.moments.slice(1 - folding.keep), begin(tracker, event, folding)];
  return { ...tracker, memory, moments, rejected: null };
}

function begin({ moments }: Tracker, event: ActionEvent, folding: Folding): Moment {
  const last = moments[moments.length - 1] as Moment;
  const index = last.index + 1;
  return {
    index,
    action: event.name,
    hidden: event.hidden ?? false,
    events: [],
    memory: remember(last.memory, event, folding.initialSlots),
    features: folding.next(last.features, event, index),
  };
}

function happen(tracker: Tracker, event: DialogueEvent, folding: Folding): Tracker {
  const { moments } = tracker;
  const last = moments[moments.length - 1] as Moment;
  const next = {
    ...tracker,
    memory: remember(tracker.memory, event, folding.initialSlots),
    moments: moments.with(-1, extend(last, event, folding)),
  };
  switch (event.type) {
    case 'user':
      return { ...next, filled: {}, intents: noteIntent(tracker, event.understanding.intent) };
    case 'slot':
      return { ...next, filled: { ...tracker.filled, [event.name]: event.value } };
    case 'loop':
      if (event.name === null || tracker.loops.includes(event.name)) return next;
      return { ...next, loops: [...tracker.loops, event.name] };
    case 'rejected':
      return { ...next, rejected: event.action };
    default:
      return next;
  }
}

function noteIntent({ intents }: Tracker, intent: string | null): (string | null)[] {
  return [intent, ...intents].slice(0, 3);
}

function takeBack(tracker: Tracker, moments: readonly Moment[], folding: Folding): Tracker {
  const last = moments[moments.length - 1];
  if (last === undefined) return { ...blankTracker(folding), loops: tracker.loops, intents: tracker.intents };
  return { ...tracker, memory: last.memory, moments, filled: {} };
}
