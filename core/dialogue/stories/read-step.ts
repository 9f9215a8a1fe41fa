import type { Piece } from '../../config/config.ts';
import { itemsOf } from '../../config/yaml/piece.ts';
import { didYouMean } from '../../config/yaml/suggest.ts';
import { defaultActions } from '../domain/default-actions.ts';
import type { DialogueEvent } from '../tracking/event.ts';
import type { Checkpoint } from './block.ts';
import { readSlotStep } from './read-slot-step.ts';
import { readUserStep, type StepContext } from './read-user-step.ts';

/** A step: events in one or, below `or:`, in several ways; or a checkpoint. */
export type Step = { readonly ways: readonly (readonly DialogueEvent[])[] } | { readonly checkpoint: Checkpoint };

const keys = [
  'intent',
  'user',
  'or',
  'action',
  'bot',
  'checkpoint',
  'slot_was_set',
  'active_loop',
  'metadata',
] as const;

/** Events that Rasa lets stories write in place of an action. */
const namedEvents: Readonly<Record<string, DialogueEvent>> = {
  restart: { type: 'restart' },
  rewind: { type: 'rewind' },
  undo: { type: 'undo' },
  reset_slots: { type: 'slots_reset' },
};

/** Reads one item of `steps:`; a step that is none is told and left out. */
export function readStep(step: Piece, context: StepContext): Step | null {
  const key = keys.find((each) => step.child(each).value !== undefined);
  switch (key) {
    case 'intent':
    case 'user': {
      const said = readUserStep(step, context);
      return said && once(said);
    }
    case 'or':
      return { ways: itemsOf(step.child('or'), context.findings).flatMap((item) => readAlternative(item, context)) };
    case 'action':
      return readAction(step.child('action'), context);
    case 'bot':
      return once({ type: 'action', name: String(step.child('bot').value).trim() });
    case 'checkpoint':
      return { checkpoint: readCheckpoint(step, context) };
    case 'slot_was_set':
      return { ways: [readSlotStep(step.child('slot_was_set'), context)] };
    case 'active_loop':
      return readLoop(step.child('active_loop'), context);
    case 'metadata':
      return null;
    case undefined: {
      const [first = ''] = typeof step.value === 'object' ? Object.keys(step.value ?? {}) : [];
      const cure = didYouMean(first, keys, `begin it with one of ${keys.join(', ')}`);
      context.findings.warn(step.place, 'is no step and is left out', cure);
      return null;
    }
  }
}

function once(event: DialogueEvent): Step {
  return { ways: [[event]] };
}

function readAlternative(item: Piece, context: StepContext): DialogueEvent[][] {
  if (item.child('slot_was_set').value !== undefined) {
    return readSlotStep(item.child('slot_was_set'), context).map((event) => [event]);
  }
  const said = readUserStep(item, context);
  if (said !== null) return [[said]];
  context.findings.warn(item.place, 'is no alternative and is left out', 'begin it with intent or slot_was_set');
  return [];
}

function readAction(piece: Piece, { domain, findings, undeclared }: StepContext): Step | null {
  const name = String(piece.value ?? '').trim();
  if (name === '') {
    findings.warn(piece.place, 'an action without a name is left out', 'write its name');
    return null;
  }
  const event = namedEvents[name];
  if (event !== undefined) return once(event);
  const known = [...defaultActions, ...domain.userActions, ...domain.responses, ...domain.forms.keys()];
  // A retrieval intent has one action for all its responses: `utter_faq` says `utter_faq/ask_wifi`.
  const isRetrieval = domain.responses.values().some((response) => response.startsWith(`${name}/`));
  if (!known.includes(name) && !isRetrieval) {
    const cure = name.startsWith('utter_') ? 'write the response' : 'add it below actions:';
    findings[undeclared](piece.place, `action "${name}" is not declared`, didYouMean(name, known, cure));
  }
  return once({ type: 'action', name });
}

function readLoop(piece: Piece, { domain, findings, undeclared }: StepContext): Step {
  const name = piece.value === null ? null : String(piece.value);
  if (name !== null && !domain.forms.has(name) && !name.startsWith('action_')) {
    const cure = didYouMean(name, domain.forms.keys(), 'declare it');
    findings[undeclared](piece.place, `form "${name}" is not declared`, cure);
  }
  return once({ type: 'loop', name });
}

function readCheckpoint(step: Piece, context: StepContext): Checkpoint {
  const slots = step.child('slot_was_set');
  const conditions = slots.value === undefined ? [] : readSlotStep(slots, context);
  return {
    name: String(step.child('checkpoint').value),
    conditions: Object.fromEntries(conditions.map(({ name, value }) => [name, value])),
  };
}
