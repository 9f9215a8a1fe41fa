/** Tries of one mail, and the time over which they are spread, before it is given to people unread. */
const MOST_TRIES = 5;
const LONGEST_MS = 15 * 60_000;
const MOST_MAILS = 1_000;

/** Mails that could not be read: one that never can must not keep the others waiting for ever. */
export interface Troubled {
  /** Notes a failure. True: this was the last try. */
  failed(id: string): boolean;
  /** It was read after all. */
  read(id: string): void;
}

export function createTroubled(now: () => Temporal.Instant): Troubled {
  const mails = new Map<string, { first: number; tries: number }>();
  return {
    failed(id) {
      const time = now().epochMilliseconds;
      const { first, tries } = mails.get(id) ?? { first: time, tries: 0 };
      const isLast = tries + 1 >= MOST_TRIES && time - first >= LONGEST_MS;
      if (mails.size >= MOST_MAILS) mails.clear();
      mails.set(id, { first, tries: tries + 1 });
      return isLast;
    },
    read: (id) => void mails.delete(id),
  };
}
