import { type DialogueEvent, listen, mustBeUnset, type UserEvent } from './event.ts';

export type SlotValues = Readonly<Record<string, unknown>>;

/** What a conversation knows at one moment. Plain data, never changed in place. */
export interface Memory {
  readonly slots: SlotValues;
  readonly loop: ActiveLoop | null;
  /** The last action, null before the first. */
  readonly action: string | null;
  readonly message: UserEvent | null;
  /** The action that must come next, whatever the policies think. */
  readonly followup: string | null;
}

export interface ActiveLoop {
  readonly name: string;
  /** It could do nothing with the last message, so rules and stories may answer. */
  readonly rejected: boolean;
  /** Set between the decision to return to it and its run. */
  readonly interrupted: boolean;
}

export function blankMemory(slots: SlotValues, followup: string = listen): Memory {
  return { slots, loop: null, action: null, message: null, followup };
}

/** The loop that runs, if one does. */
export function activeLoop({ loop }: Memory): string | null {
  return loop === null || loop.name === mustBeUnset ? null : loop.name;
}

/** One event further. Events that take something back are none of its business. */
export function remember(memory: Memory, event: DialogueEvent, initial: SlotValues): Memory {
  switch (event.type) {
    case 'user':
      return { ...memory, message: event, followup: null };
    case 'action':
      return { ...memory, action: event.name, loop: runLoop(memory.loop, event.name), followup: null };
    case 'slot':
      return { ...memory, slots: { ...memory.slots, [event.name]: event.value } };
    case 'slots_reset':
      return { ...memory, slots: initial };
    case 'loop':
      return {
        ...memory,
        loop: event.name === null ? null : { name: event.name, rejected: false, interrupted: false },
      };
    case 'loop_interrupted':
      return memory.loop === null ? memory : { ...memory, loop: { ...memory.loop, interrupted: true } };
    case 'rejected':
      if (memory.loop === null || memory.loop.name !== event.action) return memory;
      return { ...memory, loop: { ...memory.loop, rejected: true } };
    case 'followup':
      return { ...memory, followup: event.action };
    default:
      return memory;
  }
}

function runLoop(loop: ActiveLoop | null, action: string): ActiveLoop | null {
  if (loop === null || (!loop.interrupted && !(loop.rejected && loop.name === action))) return loop;
  return { name: loop.name, interrupted: false, rejected: loop.rejected && loop.name !== action };
}
