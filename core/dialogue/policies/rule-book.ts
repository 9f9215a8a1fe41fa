import type { Domain } from '../domain/domain.ts';
import { Encoder } from '../features/encoder.ts';
import type { Features } from '../features/features.ts';
import type { Vocabulary } from '../features/vocabulary.ts';
import { anything, type Path } from '../stories/block.ts';
import { listen } from '../tracking/event.ts';
import type { Moment } from '../tracking/moment.ts';
import { type Example, examplesOf } from './example.ts';
import { type RuleState, toRuleState, writeState } from './rule-state.ts';
import { RuleTrie } from './rule-trie.ts';

/** In these moments comes this action. */
export interface Rule {
  /** All that it asks, written down; two rules with the same key are one. */
  readonly key: string;
  readonly action: string;
  /** The moment before the action, in which it may or may not ask for a loop. */
  readonly last: RuleState;
  /** A story contradicts it, or two rules of its key contradict each other: it is never followed. */
  dropped: boolean;
}

/** What is known of a moment inside a loop in which something else than the loop was done. */
export type LoopNote =
  /** The loop runs next, but the message was no answer to it. */
  | 'interrupted'
  /** The loop does not run next. */
  | 'left';

/** Rules, looked up by what just happened. */
export interface RuleBook {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly trie: RuleTrie<Rule>;
  readonly loopNotes: RuleTrie<LoopNote>;
}

type Written = readonly [state: RuleState, written: string];

/** Unrolls every rule into one small rule an action, and learns from rules and stories what digressions look like. */
export function writeRuleBook(
  paths: { readonly rules: readonly Path[]; readonly stories: readonly Path[] },
  domain: Domain,
  vocabulary: Vocabulary,
): RuleBook {
  const ruleEncoder = new Encoder(domain, vocabulary, { learns: true, initial: false });
  const storyEncoder = new Encoder(domain, vocabulary, { learns: true, initial: true });
  const ruleExamples = paths.rules.flatMap((path) => examplesOf(path, ruleEncoder));
  const storyExamples = paths.stories.flatMap((path) => examplesOf(path, storyEncoder));
  const write = (features: Features): Written => {
    const state = toRuleState(features);
    return [state, writeState(state, vocabulary, domain.featurized)];
  };
  return {
    ...collectRules(ruleExamples, write),
    loopNotes: collectLoopNotes([...ruleExamples, ...storyExamples], vocabulary, write),
  };
}

function collectRules(examples: readonly Example[], write: (features: Features) => Written) {
  const found = new Map<string, { rule: Rule; states: Written[] }>();
  for (const { moments, action } of examples) {
    const asked = afterAnything(moments);
    if (asked.length === 0) continue;
    const states = asked.map(({ features }) => write(features));
    const key = `[${states.map(([, written]) => written).join(', ')}]`;
    const known = found.get(key)?.rule;
    const [last] = states[states.length - 1] as Written;
    if (known === undefined) found.set(key, { rule: { key, action, last, dropped: false }, states });
    else known.dropped ||= known.action !== action;
  }
  const trie = new RuleTrie<Rule>();
  const rules = new Map<string, Rule>();
  for (const { rule, states } of found.values()) {
    if (rule.action === anything || rule.dropped) continue;
    trie.add(states, rule);
    rules.set(rule.key, rule);
  }
  return { rules, trie };
}

/** "Whatever happened before" asks nothing. */
function afterAnything(moments: readonly Moment[]): readonly Moment[] {
  return moments.slice(moments.findLastIndex(({ action }) => action === anything) + 1);
}

function collectLoopNotes(
  examples: readonly Example[],
  vocabulary: Vocabulary,
  write: (features: Features) => Written,
): RuleTrie<LoopNote> {
  const notes = new Map<string, { note: LoopNote; states: Written[] }>();
  for (const { moments, action } of examples) {
    const now = moments[moments.length - 1] as Moment;
    const { loop } = now.features;
    const note = loop > 0 ? noteOf(now.action === listen, action === vocabulary.loops.nameOf(loop)) : null;
    if (note === null || now.action === anything) continue;
    const before = moments[moments.length - 2];
    const hasBefore = before !== undefined && before.action !== null && before.action !== anything;
    const states = [...(hasBefore ? [write({ ...nothing, action: before.features.action })] : []), write(now.features)];
    notes.set(states.map(([, written]) => written).join(', '), { note, states });
  }
  const trie = new RuleTrie<LoopNote>();
  for (const { note, states } of notes.values()) trie.add(states, note);
  return trie;
}

function noteOf(afterMessage: boolean, loopRuns: boolean): LoopNote | null {
  if (afterMessage && loopRuns) return 'interrupted';
  return !afterMessage && !loopRuns ? 'left' : null;
}

const nothing: Features = {
  action: 0,
  user: 0,
  text: 0,
  marks: 0,
  userSince: 0,
  loop: 0,
  loopSince: 0,
  slots: [],
  slotsSince: [],
};
