import type { Piece } from '../../config/config.ts';
import { itemsOf } from '../../config/yaml/piece.ts';
import { type DialogueEvent, mustBeUnset } from '../tracking/event.ts';
import { anything, type Block, type Checkpoint } from './block.ts';
import { readStep, type Step } from './read-step.ts';
import type { StepContext } from './read-user-step.ts';

/** Reads one rule or story: one block, or several with checkpoints in between. */
export function readBlocks(piece: Piece, context: StepContext): Block[] {
  const isRule = context.kind === 'rule';
  const steps = itemsOf(piece.child('steps'), context.findings).flatMap((step) => readStep(step, context) ?? []);
  if (steps.length === 0) {
    context.findings.warn(piece.place, 'has no steps and is left out', 'write its steps, or remove it');
    return [];
  }
  const whole = isRule ? frame(piece, steps, context) : steps;
  const name = String(piece.child(isRule ? 'rule' : 'story').value);
  return split(whole).map((part) => ({ ...part, name, place: piece.place, isRule }));
}

/** A rule applies anywhere unless it says otherwise, and ends with listening unless it says otherwise. */
function frame(piece: Piece, steps: readonly Step[], context: StepContext): Step[] {
  const open: Step = { ways: [[{ type: 'action', name: anything }]] };
  const conditions = itemsOf(piece.child('condition'), context.findings).flatMap(
    (step) => readStep(step, context) ?? [],
  );
  const whole = [
    ...conditions,
    ...(piece.child('conversation_start').value === true ? [] : [open]),
    ...steps,
    ...(piece.child('wait_for_user_input').value === false ? [open] : []),
  ];
  return whole.map((step) => ('ways' in step ? { ways: step.ways.map((way) => way.map(forbid)) } : step));
}

/** In a rule, null says that the slot or loop must not be set. */
function forbid(event: DialogueEvent): DialogueEvent {
  if (event.type === 'slot' && event.value === null) return { ...event, value: mustBeUnset };
  if (event.type === 'loop' && event.name === null) return { ...event, name: mustBeUnset };
  return event;
}

/** Of the combinations of alternatives: beyond it nobody means them all. */
const maxWays = 10_000;

type Part = Pick<Block, 'starts' | 'ends' | 'sequences'>;

function split(steps: readonly Step[]): Part[] {
  const parts: Part[] = [];
  let starts: Checkpoint[] = [];
  let ends: string[] = [];
  let sequences: DialogueEvent[][] = [[]];
  let isEmpty = true;
  for (const step of steps) {
    if ('checkpoint' in step) {
      if (isEmpty) starts.push(step.checkpoint);
      else ends.push(step.checkpoint.name);
      continue;
    }
    if (ends.length > 0) {
      parts.push({ starts, ends, sequences });
      starts = ends.map((name) => ({ name, conditions: {} }));
      [ends, sequences] = [[], [[]]];
    }
    isEmpty = false;
    sequences = sequences.flatMap((sequence) => step.ways.map((way) => [...sequence, ...way])).slice(0, maxWays);
  }
  parts.push({ starts, ends, sequences });
  return parts;
}
