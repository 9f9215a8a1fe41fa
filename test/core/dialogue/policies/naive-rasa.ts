import type { Domain, Slot } from '../../../../core/dialogue/domain/domain.ts';
import { labelsOf } from '../../../../core/dialogue/domain/labels-of.ts';
import { featureOf, vectorOf } from '../../../../core/dialogue/domain/slot-feature.ts';
import { anything, type Path } from '../../../../core/dialogue/stories/block.ts';
import { type DialogueEvent, listen, mustBeUnset } from '../../../../core/dialogue/tracking/event.ts';

type State = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
type Lookup = Map<string, string>;

/**
 * Rasa's policies for intents the slow way: the whole conversation is folded anew for each decision, and states are
 * compared as JSON. It shares no code with the engine but the reading of files and the features of slots.
 */
export class NaiveRasa {
  readonly #domain: Domain;
  readonly #rules: Lookup = new Map();
  readonly #notes: Lookup = new Map();
  readonly #stories: Lookup = new Map();
  readonly #ruleOnly: { slots: Set<string>; loops: Set<string> };
  hidden = new Set<string>();

  constructor(domain: Domain, rules: readonly Path[], stories: readonly Path[]) {
    this.#domain = domain;
    const ruleExamples = rules.flatMap((path) => this.#examples(path, true));
    const storyExamples = stories.flatMap((path) => this.#examples(path, false));
    memorize(
      this.#rules,
      ruleExamples.map(({ states, action }) => [ruleKey(states), action]),
    );
    for (const [key, action] of this.#rules) if (action === anything) this.#rules.delete(key);
    memorize(
      this.#stories,
      storyExamples.map(({ states, action }) => [json(states), action]),
    );
    for (const { states, action } of [...ruleExamples, ...storyExamples]) this.#note(states, action);
    const used = (key: string, all: typeof ruleExamples) =>
      new Set(all.flatMap(({ states }) => states.flatMap((state) => Object.keys(state[key] ?? {}))));
    const loops = (all: typeof ruleExamples) =>
      new Set(
        all.flatMap(({ states }) =>
          states.flatMap((state) => (state.active_loop ? [String(state.active_loop.name)] : [])),
        ),
      );
    this.#ruleOnly = {
      slots: used('slots', ruleExamples).difference(used('slots', storyExamples)),
      loops: loops(ruleExamples).difference(loops(storyExamples)),
    };
  }

  /** The action, and the key of the rule that says so. */
  predict(events: readonly DialogueEvent[]): { action: string; source: string | null } {
    const now = replay(events, this.#domain);
    const last = events.findLast(({ type }) => type === 'action' || type === 'rejected');
    const rejected = last?.type === 'rejected' ? last.action : null;
    const scores = new Map<string, number>();
    const { action, source, noUser } = this.#rule(events, now);
    if (action !== null) scores.set(action, 1);
    if (rejected !== null) scores.delete(rejected);
    const [sure] = scores.keys();
    if (sure !== undefined) return { action: sure, source };
    const recalled = noUser ? null : this.#recall(events);
    if (recalled !== null && recalled !== rejected) return { action: recalled, source: null };
    return { action: rejected === 'action_default_fallback' ? listen : 'action_default_fallback', source };
  }

  #rule(
    events: readonly DialogueEvent[],
    now: Replayed,
  ): { action: string | null; source: string | null; noUser?: boolean } {
    const loop = now.loop;
    if (loop !== null && !now.rejectedLoop && now.action !== null) {
      const runs = now.action !== loop;
      return { action: runs ? loop : listen, source: `loop ${loop}${runs ? '' : ' listens'}`, noUser: true };
    }
    const states = this.#states(applied(events), false);
    const fitting = [...this.#rules.keys()].filter((key) => fits(JSON.parse(key), states));
    const best = fitting.reduce<string | null>(
      (one, key) => (one === null || key.length > one.length ? key : one),
      null,
    );
    const action = best === null ? null : (this.#rules.get(best) ?? null);
    if (loop === null || best === null || action !== listen) return { action, source: best };
    const asked = (JSON.parse(best) as State[]).at(-1)?.active_loop?.name;
    if (asked !== undefined && asked !== mustBeUnset) return { action, source: best };
    const notes = [...this.#notes].filter(([key]) => fits(JSON.parse(key), states)).map(([, note]) => note);
    return { action: notes.includes('left') ? null : loop, source: best };
  }

  #recall(events: readonly DialogueEvent[]): string | null {
    const counted = applied(events);
    const whole = this.#stories.get(json(this.#storyStates(counted)));
    if (whole !== undefined) return whole;
    for (const [at, event] of counted.entries()) {
      if (event.type !== 'action') continue;
      const found = this.#stories.get(json(this.#storyStates(counted.slice(at))));
      if (found !== undefined) return found;
    }
    return null;
  }

  #examples({ events, beginsWithAction }: Path, omitsUnset: boolean): { states: State[]; action: string }[] {
    const counted = applied(events);
    const actions = counted.flatMap((event) => (event.type === 'action' ? [event.name] : []));
    const states = this.#states(counted, omitsUnset);
    return actions.map((action, at) => ({ states: states.slice(0, at + 1), action })).slice(beginsWithAction ? 1 : 0);
  }

  #note(states: readonly State[], action: string): void {
    const now = states.at(-1) ?? {};
    const loop = now.active_loop?.name;
    if (loop === undefined || loop === mustBeUnset || now.prev_action?.action_name === anything) return;
    const before = states.at(-2)?.prev_action;
    const has = before !== undefined && before.action_name !== anything;
    const key = json([...(has ? [{ prev_action: before }] : []), now]);
    const heard = now.prev_action?.action_name === listen;
    if (heard && action === loop) this.#notes.set(key, 'interrupted');
    else if (!heard && action !== loop) this.#notes.set(key, 'left');
  }

  /** The state before each action and the one now. */
  #states(counted: readonly DialogueEvent[], omitsUnset: boolean): State[] {
    const ends = counted.flatMap((event, at) => (event.type === 'action' ? [at] : []));
    return [...ends, counted.length].map((end) => this.#state(counted.slice(0, end), omitsUnset));
  }

  #storyStates(counted: readonly DialogueEvent[]): State[] {
    const ends = counted.flatMap((event, at) => (event.type === 'action' ? [at] : []));
    const states: State[] = [];
    let lastAction: State[string] | undefined;
    let isHidden = false;
    for (const end of [...ends, counted.length]) {
      const before = counted.slice(0, end);
      const state = { ...this.#state(before, false) };
      const { action, loop } = replay(before, this.#domain);
      const next = counted[end];
      if (!isHidden) lastAction = state.prev_action;
      if (action !== loop) isHidden = next?.type === 'action' && (next.hidden ?? false);
      if (isHidden) continue;
      const slots = Object.entries(state.slots ?? {}).filter(([name]) => !this.#ruleOnly.slots.has(name));
      const told = states.at(-1);
      const user = told === undefined || state.prev_action?.action_name === listen ? state.user : told.user;
      const prev = lastAction ?? state.prev_action;
      const isRuleOnly = this.#ruleOnly.loops.has(String(state.active_loop?.name));
      states.push({
        ...(prev && { prev_action: prev }),
        ...(user && { user }),
        ...(slots.length > 0 && { slots: Object.fromEntries(slots) }),
        ...(state.active_loop && !isRuleOnly && { active_loop: state.active_loop }),
      });
    }
    return states;
  }

  #state(events: readonly DialogueEvent[], omitsUnset: boolean): State {
    const { slots, touched, message, action, loopName } = replay(events, this.#domain);
    const seen = this.#domain.featurized.flatMap((slot: Slot) => {
      const feature = featureOf(slot, slots[slot.name]);
      if (feature === 0 || (omitsUnset && !touched.has(slot.name))) return [];
      return [[slot.name, feature === -1 ? mustBeUnset : vectorOf(slot, feature)] as const];
    });
    const { intent = null, entities = [] } = message?.understanding ?? {};
    const labels = labelsOf(this.#domain, intent, entities);
    return {
      ...(loopName !== null && { active_loop: { name: loopName } }),
      ...(action !== null && { prev_action: { action_name: action } }),
      ...(seen.length > 0 && { slots: Object.fromEntries(seen) }),
      ...((intent !== null || labels.length > 0) && {
        user: { ...(labels.length > 0 && { entities: labels }), ...(intent !== null && { intent }) },
      }),
    };
  }
}

interface Replayed {
  slots: Record<string, unknown>;
  touched: Set<string>;
  message: Extract<DialogueEvent, { type: 'user' }> | null;
  action: string | null;
  loopName: string | null;
  loop: string | null;
  rejectedLoop: boolean;
}

function replay(events: readonly DialogueEvent[], { initialSlots }: Domain): Replayed {
  const now: Replayed = {
    slots: { ...initialSlots },
    touched: new Set(),
    message: null,
    action: null,
    loopName: null,
    loop: null,
    rejectedLoop: false,
  };
  for (const event of events) {
    if (event.type === 'user') now.message = event;
    if (event.type === 'slot') {
      now.slots[event.name] = event.value;
      now.touched.add(event.name);
    }
    if (event.type === 'loop') [now.loopName, now.rejectedLoop] = [event.name, false];
    if (event.type === 'rejected' && event.action === now.loopName) now.rejectedLoop = true;
    if (event.type === 'action') {
      now.action = event.name;
      if (event.name === now.loopName) now.rejectedLoop = false;
    }
  }
  now.loop = now.loopName === mustBeUnset ? null : now.loopName;
  return now;
}

/** Events that still count: happy runs of a loop are one. */
function applied(events: readonly DialogueEvent[]): DialogueEvent[] {
  const loops = events.flatMap((event) => (event.type === 'loop' && event.name !== null ? [event.name] : []));
  const kept: DialogueEvent[] = [];
  for (const event of events) {
    if (event.type !== 'action' || !loops.includes(event.name) || isNewRun(event.name, kept)) kept.push(event);
    else {
      const run = kept.findLastIndex((one) => one.type === 'action' && one.name === event.name);
      const since = kept.splice(run + 1).filter(({ type }) => type !== 'action' && type !== 'user');
      kept.push(...since);
    }
  }
  return kept;
}

function isNewRun(loop: string, kept: readonly DialogueEvent[]): boolean {
  let next: string | null = null;
  for (const event of kept.toReversed()) {
    if (event.type === 'loop' && event.name === null) return true;
    if (event.type === 'rejected' && event.action === loop) return true;
    if (event.type === 'user' && next !== null && next !== loop) return true;
    if (event.type !== 'action') continue;
    if (event.name === loop) return false;
    next = event.name;
  }
  return true;
}

function fits(asked: readonly State[], states: readonly State[]): boolean {
  return states.toReversed().every((state, back) => {
    const rule = asked.at(-1 - back);
    if (rule === undefined || back >= asked.length) return true;
    if (rule.prev_action === undefined || state.prev_action === undefined)
      return rule.prev_action === state.prev_action;
    return Object.entries(rule).every(([kind, features]) =>
      Object.entries(features).every(([name, value]) => {
        const given = state[kind]?.[name];
        if (value === mustBeUnset) return given === undefined || given === mustBeUnset;
        return JSON.stringify(given) === JSON.stringify(value);
      }),
    );
  });
}

function ruleKey(states: readonly State[]): string {
  const since = states.slice(states.findLastIndex((state) => state.prev_action?.action_name === anything) + 1);
  return since.length === 0 ? '' : json(since);
}

function memorize(lookup: Lookup, pairs: readonly (readonly [string, string])[]): void {
  const disputed = new Set<string>();
  for (const [key, action] of pairs) {
    if (key === '' || disputed.has(key)) continue;
    if (lookup.has(key) && lookup.get(key) !== action) {
      disputed.add(key);
      lookup.delete(key);
    } else lookup.set(key, action);
  }
}

/** With sorted keys. */
function json(value: unknown): string {
  return JSON.stringify(value, (_, one) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
