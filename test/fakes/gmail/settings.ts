import { newPrices } from './quota.ts';

export interface Settings {
  quota: {
    /** Units of one mailbox in any minute: 6,000 since May 2026, 15,000 for older projects. */
    perUserMinute: number;
    perProjectMinute: number;
    prices: Readonly<Record<string, number>>;
    /** Both are seen. */
    answer: 403 | 429;
  };
  /** Mails a day: 500 for consumers, 2,000 in Workspace. */
  sendsPerDay: number;
  /** `data` and `raw`. */
  base64: 'padded' | 'unpadded';
  /** Lists that are empty are left out, as Google does, or given. */
  emptyLists: 'absent' | 'empty';
  /** No page holds more, whatever is asked for. */
  mostPerPage: number;
  /** How long the history goes back. */
  historyDays: number;
  /** Text parts longer than this come by attachment id. */
  inlineBytes: number;
  /** Message ids of other domains than the mailbox's are replaced when it sends. */
  messageIds: 'keep' | 'replace';
  /** Seconds for which an access token is good. */
  tokenSeconds: number;
  consent: 'grant' | 'deny';
  push: PushSettings;
}

export interface PushSettings {
  historyId: 'number' | 'string';
  data: 'standard' | 'url';
  padded: boolean;
  /** How often each notice is brought. */
  times: number;
  /** Milliseconds of the fake's clock from the change to the notice. */
  delayMs: number;
  /** Notices within a second of another are dropped, as Gmail does. */
  dropAboveOneASecond: boolean;
  /** No notice at all. */
  lost: boolean;
  /** Holds so many notices back and brings them in reverse order. */
  reverse: number;
  /** Milliseconds of real time in which it must be acknowledged. */
  ackMs: number;
  /** Milliseconds of the fake's clock until the first retry; doubles, for seven days. */
  retryMs: number;
  retryCapMs: number;
  /** Gmail may publish to the topic. */
  granted: boolean;
}

export function defaultSettings(): Settings {
  return {
    quota: { perUserMinute: 6000, perProjectMinute: 1_200_000, prices: newPrices, answer: 403 },
    sendsPerDay: 500,
    base64: 'padded',
    emptyLists: 'absent',
    mostPerPage: 500,
    historyDays: 7,
    inlineBytes: 100_000,
    messageIds: 'keep',
    tokenSeconds: 3599,
    consent: 'grant',
    push: {
      historyId: 'number',
      data: 'standard',
      padded: true,
      times: 1,
      delayMs: 0,
      dropAboveOneASecond: true,
      lost: false,
      reverse: 0,
      ackMs: 10_000,
      retryMs: 1_000,
      retryCapMs: 600_000,
      granted: true,
    },
  };
}

/** What a test wants otherwise. */
export type Wishes = Partial<Omit<Settings, 'quota' | 'push'>> & {
  quota?: Partial<Settings['quota']>;
  push?: Partial<PushSettings>;
};

export function change(settings: Settings, { quota, push, ...others }: Wishes): void {
  Object.assign(settings, others);
  Object.assign(settings.quota, quota);
  Object.assign(settings.push, push);
}
