import type { Features } from '../features/features.ts';
import { listen } from '../tracking/event.ts';
import type { Moment } from '../tracking/moment.ts';
import type { Seen } from './memo-trie.ts';
import type { RuleOnly } from './rule-only.ts';

export interface Sight {
  /** Features of a conversation that has not begun. */
  readonly blank: Features;
  readonly ruleOnly: RuleOnly;
  /** The action that runs the loop of a number. */
  actionOf(loop: number): number;
}

/**
 * The moments as memorized stories see them: without turns that only rules took, and without what only rules mention.
 * `begin`: the moment with which the conversation is taken to begin; nothing from before is known then. 0: as it is.
 */
export function seeMoments(moments: readonly Moment[], begin: number, { blank, ruleOnly, actionOf }: Sight): Seen[] {
  const since = begin === 0 ? 0 : (moments[begin]?.index ?? 0);
  const row: Seen[] = [];
  let isHidden = false;
  let lastAction = 0;
  for (let at = begin === 0 ? 0 : begin - 1; at < moments.length; at++) {
    const moment = moments[at] as Moment;
    const isBlank = begin > 0 && at === begin - 1;
    const seen = isBlank ? { ...blank, loop: 0 } : look(moment.features, since, blank);
    if (!isHidden) lastAction = seen.action;
    // Neither a forced action nor a form that goes on changes whether the turn is hidden.
    const keeps =
      isBlank || moment.memory.followup !== null || seen.action === (seen.loop > 0 ? actionOf(seen.loop) : 0);
    if (!keeps) isHidden = moments[at + 1]?.hidden ?? false;
    if (isHidden) continue;
    const before = row[row.length - 1];
    const told = before === undefined || moment.action === listen || isBlank ? seen : before;
    row.push({
      action: lastAction === 0 ? seen.action : lastAction,
      user: told.user,
      marks: told.marks,
      loop: ruleOnly.loops.has(seen.loop) ? 0 : seen.loop,
      slots:
        ruleOnly.slots.size === 0 ? seen.slots : seen.slots.map((one, slot) => (ruleOnly.slots.has(slot) ? 0 : one)),
    });
  }
  return row;
}

/** Only what was set since the beginning. */
function look(features: Features, since: number, blank: Features): Seen {
  const { action, user, marks, userSince, loop, loopSince, slots, slotsSince } = features;
  const isHeard = userSince >= since;
  return {
    action,
    user: isHeard ? user : 0,
    marks: isHeard ? marks : 0,
    loop: loopSince >= since ? loop : 0,
    slots:
      since === 0
        ? slots
        : slots.map((one, slot) => ((slotsSince[slot] ?? 0) >= since ? one : (blank.slots[slot] ?? 0))),
  };
}
