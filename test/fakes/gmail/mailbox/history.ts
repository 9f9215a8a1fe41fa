import type { FakeClock } from '../../clock.ts';
import type { Stored } from './stored.ts';

export type Kind = 'messageAdded' | 'messageDeleted' | 'labelAdded' | 'labelRemoved';

/** One change of a mailbox. */
export interface Change {
  id: bigint;
  at: number;
  kind: Kind;
  mail: Stored;
  /** Labels that were added or removed. */
  labels: readonly string[];
  /** Labels that the mail has after it. */
  after: readonly string[];
}

/** What happened in a mailbox, as far back as Google remembers. */
export interface History {
  /** The newest id. */
  readonly current: bigint;
  add(kind: Kind, mail: Stored, labels?: readonly string[]): void;
  /** Null: the id is too old, or none of ours. */
  since(id: bigint): readonly Change[] | null;
  /** From now on all ids so far are too old. */
  forget(): void;
}

export function openHistory(
  start: bigint,
  clock: FakeClock,
  days: () => number,
  changed: (change: Change) => void,
): History {
  const changes: Change[] = [];
  let current = start;
  let floor = start;
  return {
    get current() {
      return current;
    },
    add(kind, mail, labels = []) {
      // Ids of a mailbox grow, with gaps.
      current += 7n;
      mail.historyId = current;
      const change: Change = {
        id: current,
        at: clock.now().epochMilliseconds,
        kind,
        mail,
        labels,
        after: [...mail.labels],
      };
      changes.push(change);
      changed(change);
    },
    since(id) {
      const oldest = clock.now().epochMilliseconds - days() * 24 * 3_600_000;
      while (changes[0] && changes[0].at < oldest) floor = changes.shift()?.id ?? floor;
      if (id < floor || id > current) return null;
      return changes.filter((change) => change.id > id);
    },
    forget() {
      changes.length = 0;
      // Even the newest id that a client can hold is too old now.
      current += 7n;
      floor = current;
    },
  };
}
