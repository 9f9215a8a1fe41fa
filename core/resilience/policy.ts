/** How calls to one outside system are treated. Seconds, as in the YAML. */
export interface Policy {
  /** Longest time for one try. */
  readonly timeoutSeconds: number;
  /** Longest time for all tries together, with the waiting before and between them. */
  readonly deadlineSeconds: number;
  /** Tries in all; a write without its key has one, whatever stands here. */
  readonly tries: number;
  /** Pause before the second try, doubled before each further one up to `maxSeconds`; each is cut by a random half at most. */
  readonly backoff: { readonly firstSeconds: number; readonly maxSeconds: number };
  /** `failures` in a row open the breaker; after `halfOpenSeconds` one call may try. */
  readonly breaker: { readonly failures: number; readonly halfOpenSeconds: number };
  /** Calls under way at once in this process; null: as many as come. */
  readonly concurrency: number | null;
  /** Calls of this process are spread evenly: `calls` in `seconds`. */
  readonly pacing: Rate | null;
  /** Calls of all processes together, counted in Redis where there is one. */
  readonly limit: Rate | null;
}

export interface Rate {
  readonly calls: number;
  readonly seconds: number;
}

/** Figures of the blueprint. */
export const defaultPolicy: Policy = {
  timeoutSeconds: 30,
  deadlineSeconds: 60,
  tries: 3,
  backoff: { firstSeconds: 1, maxSeconds: 4 },
  breaker: { failures: 5, halfOpenSeconds: 30 },
  concurrency: null,
  pacing: null,
  limit: null,
};

/** What a hotel may say of a policy in its YAML; the rest stays as it is. */
export type PolicyChanges = {
  readonly [K in Exclude<keyof Policy, 'backoff' | 'breaker'>]?: Policy[K] | undefined;
} & {
  readonly [K in 'backoff' | 'breaker']?: { readonly [F in keyof Policy[K]]?: Policy[K][F] | undefined } | undefined;
};

/** A deadline, and a longest pause, that are not named give way to a time that is. */
export function changePolicy(policy: Policy, changes: PolicyChanges): Policy {
  const given = { ...policy, ...named(changes) };
  const backoff = { ...policy.backoff, ...named(changes.backoff ?? {}) };
  return {
    ...given,
    deadlineSeconds: changes.deadlineSeconds ?? Math.max(policy.deadlineSeconds, given.timeoutSeconds),
    backoff: {
      firstSeconds: changes.backoff?.firstSeconds ?? Math.min(policy.backoff.firstSeconds, backoff.maxSeconds),
      maxSeconds: changes.backoff?.maxSeconds ?? Math.max(policy.backoff.maxSeconds, backoff.firstSeconds),
    },
    breaker: { ...policy.breaker, ...named(changes.breaker ?? {}) },
  };
}

function named<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as never;
}
