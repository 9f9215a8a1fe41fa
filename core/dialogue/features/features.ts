/**
 * What policies see of a moment, as small integers, with the index of the moment in which each was set: a policy that
 * pretends that the conversation began later can tell what it would not know then.
 */
export interface Features {
  /** Last action; 0: none yet. */
  readonly action: number;
  /** Last message by its intent, or by its words where it counts by them; 0: none yet, -1: one that training never saw. */
  readonly user: number;
  /** The same message by its words, for end-to-end rules. */
  readonly text: number;
  /** The set of its entities that the domain lets influence the conversation; 0: none. */
  readonly marks: number;
  readonly userSince: number;
  /** Active loop; 0: none, -1: must be none. */
  readonly loop: number;
  readonly loopSince: number;
  /** One a slot that influences the conversation; 0: unset, -1: must be unset. */
  readonly slots: readonly number[];
  readonly slotsSince: readonly number[];
}

export const unset = 0;
export const forbidden = -1;
export const unknown = -1;
/** A loop that training never saw is a loop all the same. */
export const unknownLoop = Number.MAX_SAFE_INTEGER;
