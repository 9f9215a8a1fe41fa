export type StatusName = 'sent' | 'delivered' | 'read' | 'played' | 'failed';

/** Which statuses follow a send, and how. */
export interface StatusPlan {
  /** In the order in which they are posted, which may be a wrong one; `delivered` may be left out. */
  steps: readonly StatusName[];
  /** Milliseconds of the fake's clock from the send to each step, or to all of them. */
  delayMs: number | Partial<Record<StatusName, number>>;
  /** Posted before the send is answered, as happens. */
  beforeAnswer: boolean;
  /** All steps in one POST. */
  together: boolean;
  /** How often each is posted. */
  times: number;
  /** `CBP` was the form before July 2025; `none` leaves prices out. */
  pricing: 'PMP' | 'CBP' | 'none';
}

export interface WebhookSettings {
  /** How what is not ASCII is written: `\u00e9` or as UTF-8. */
  escape: 'unicode' | 'utf8';
  /** How often each body is posted. */
  times: number;
  /** Bodies under way at once. */
  concurrency: number;
  /** Milliseconds of real time in which it must be answered. */
  timeoutMs: number;
  /** Milliseconds of the fake's clock until the first retry, which doubles each time up to the cap, for seven days. */
  retryMs: number;
  retryCapMs: number;
  /** Unix seconds as strings, as the page says, or as numbers, as some send them. */
  timestamps: 'string' | 'number';
  /** Contacts beside messages: as they should be, in another order, or none. */
  contacts: 'matching' | 'shuffled' | 'none';
  /** Updates of one number in one POST share a value. */
  merge: boolean;
}

export interface Settings {
  /** A send outside the window: accepted and `failed` later, refused at once, or let through. */
  outsideWindow: 'later' | 'at-once' | 'off';
  limits: {
    /** Messages a second in and out of a number; a coexistence number has 20. */
    numberPerSecond: number;
    /** Messages to one guest at once, and seconds until one more is free. */
    pairBurst: number;
    pairSeconds: number;
  };
  statuses: StatusPlan;
  webhooks: WebhookSettings;
  /** `file_size` as the specification has it or as it is seen. */
  fileSize: 'string' | 'number';
  /** Links that Meta cannot fetch. Links to this machine are fetched, all others are taken to be good. */
  deadLinks: Set<string>;
}

export function defaultSettings(): Settings {
  return {
    outsideWindow: 'later',
    limits: { numberPerSecond: 80, pairBurst: 45, pairSeconds: 6 },
    statuses: {
      steps: ['sent', 'delivered', 'read'],
      delayMs: 0,
      beforeAnswer: false,
      together: false,
      times: 1,
      pricing: 'PMP',
    },
    webhooks: {
      escape: 'unicode',
      times: 1,
      concurrency: 1,
      timeoutMs: 10_000,
      retryMs: 1_000,
      retryCapMs: 3_600_000,
      timestamps: 'string',
      contacts: 'matching',
      merge: false,
    },
    fileSize: 'string',
    deadLinks: new Set(),
  };
}

/** What a test wants otherwise; nested as the settings are. */
export type Wishes<T> = {
  [K in keyof T]?: T[K] extends Set<string> | readonly unknown[] ? T[K] : T[K] extends object ? Wishes<T[K]> : T[K];
};

export function change(settings: Settings, { limits, statuses, webhooks, ...others }: Wishes<Settings>): void {
  Object.assign(settings, others);
  Object.assign(settings.limits, limits);
  Object.assign(settings.statuses, statuses);
  Object.assign(settings.webhooks, webhooks);
}
