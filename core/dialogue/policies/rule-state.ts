import type { Slot } from '../domain/domain.ts';
import { vectorOf } from '../domain/slot-feature.ts';
import { type Features, forbidden, unset } from '../features/features.ts';
import type { Vocabulary } from '../features/vocabulary.ts';
import { mustBeUnset } from '../tracking/event.ts';

/** What a rule asks of one moment. 0 asks nothing. */
export interface RuleState {
  readonly action: number;
  readonly user: number;
  readonly marks: number;
  readonly loop: number;
  /** Position and feature of the slots that it mentions. */
  readonly slots: readonly (readonly [position: number, feature: number])[];
}

export function toRuleState({ action, user, marks, loop, slots }: Features): RuleState {
  const mentioned = slots.flatMap((feature, position) => (feature === unset ? [] : [[position, feature] as const]));
  return { action, user, marks, loop, slots: mentioned };
}

/** Whether a moment has all that is asked of it, its last action and message apart. */
export function fits(state: RuleState, features: Features, marks: number): boolean {
  if (state.marks !== 0 && state.marks !== marks) return false;
  if (!sameOrNothing(state.loop, features.loop)) return false;
  for (const [position, feature] of state.slots) {
    if (!sameOrNothing(feature, features.slots[position] ?? unset)) return false;
  }
  return true;
}

function sameOrNothing(asked: number, given: number): boolean {
  if (asked === unset) return true;
  return asked === forbidden ? given <= 0 : asked === given;
}

/** The state as Rasa writes it down. Of several rules that fit, the one that is written longest is followed. */
export function writeState(state: RuleState, vocabulary: Vocabulary, slots: readonly Slot[]): string {
  const { actions, loops, marks, users } = vocabulary;
  const loop = state.loop === forbidden ? mustBeUnset : loops.nameOf(state.loop);
  const written = state.slots.map(([position, feature]) => {
    const slot = slots[position] as Slot;
    return [slot.name, feature === forbidden ? quote(mustBeUnset) : list(vectorOf(slot, feature).map(float))] as const;
  });
  const [kind = '', said = ''] = split(users.nameOf(state.user));
  return mapping([
    ['active_loop', loop && mapping([['name', quote(loop)]])],
    ['prev_action', state.action ? mapping([['action_name', quote(actions.nameOf(state.action))]]) : ''],
    ['slots', written.length > 0 ? mapping(written.toSorted(([a], [b]) => (a < b ? -1 : 1))) : ''],
    [
      'user',
      state.user || state.marks
        ? mapping([
            ['entities', state.marks ? list(marks.nameOf(state.marks).split('\n').map(quote)) : ''],
            [kind, said && quote(said)],
          ])
        : '',
    ],
  ]);
}

function split(key: string): [string, string] {
  const space = key.indexOf(' ');
  return [key.slice(0, Math.max(0, space)), key.slice(space + 1)];
}

function mapping(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.flatMap(([key, value]) => (value === '' ? [] : [`${quote(key)}: ${value}`])).join(', ')}}`;
}

function list(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}

function float(number: number): string {
  return Number.isInteger(number) ? `${number}.0` : String(number);
}

function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
