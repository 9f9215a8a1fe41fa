import type { Example } from './example.ts';

/** Slots (by position) and loops (by number) that rules mention and stories do not: stories look past them. */
export interface RuleOnly {
  readonly slots: ReadonlySet<number>;
  readonly loops: ReadonlySet<number>;
}

export const nothingRuleOnly: RuleOnly = { slots: new Set(), loops: new Set() };

export function findRuleOnly(rules: readonly Example[], stories: readonly Example[]): RuleOnly {
  const inRules = mentioned(rules);
  const inStories = mentioned(stories);
  return { slots: inRules.slots.difference(inStories.slots), loops: inRules.loops.difference(inStories.loops) };
}

function mentioned(examples: readonly Example[]) {
  const slots = new Set<number>();
  const loops = new Set<number>();
  for (const { features } of examples.flatMap(({ moments }) => moments)) {
    if (features.loop > 0) loops.add(features.loop);
    for (const [position, feature] of features.slots.entries()) if (feature !== 0) slots.add(position);
  }
  return { slots, loops };
}
