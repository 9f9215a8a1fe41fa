import type { FakeClock } from '../clock.ts';
import type { Mishaps } from '../mishaps.ts';
import type { GoogleError } from './google-error.ts';
import type { Mailbox } from './mailbox/mailbox.ts';
import type { Accounts } from './oauth/accounts.ts';
import type { Pusher } from './pubsub/pusher.ts';
import type { Meter } from './quota.ts';
import type { Settings } from './settings.ts';

/** A request as it came in, whatever became of it. */
export interface Call {
  /** `messages.get`, `token` …; null: no such route. */
  method: string | null;
  path: string;
  query: Readonly<Record<string, string>>;
  /** Parsed where it is JSON or a form. */
  body: unknown;
  status: number | 'none';
}

/** What Google knows. */
export interface World {
  readonly clock: FakeClock;
  readonly settings: Settings;
  /** By address, aliases included. */
  readonly mailboxes: Map<string, Mailbox>;
  readonly accounts: Accounts;
  readonly meter: Meter;
  readonly pusher: Pusher;
  readonly mishaps: Mishaps<GoogleError, Call>;
  readonly calls: Call[];
  /** Brings a mail that one of the mailboxes sent to those it is for. */
  post(mail: Outgoing): void;
  /** Base of its own URLs. */
  url: string;
}

export interface Outgoing {
  from: string;
  recipients: readonly string[];
  raw: Buffer;
}
