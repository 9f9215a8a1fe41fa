import type { Message } from '@botones/contract';
import type { Mailbox } from '../open-gmail.ts';
import type { Listed } from '../types.ts';
import type { Troubled } from './troubled.ts';

/** What a look into the mailbox works with. */
export interface SyncTools {
  readonly mailbox: Mailbox;
  readonly account: string;
  readonly now: () => Temporal.Instant;
  /** Hours of older mail that the first start answers. */
  readonly lookbackHours: number;
  /** The bot has sent this mail itself. */
  isOwn(id: string): boolean;
  readonly troubled: Troubled;
  /** Reads a mail whole; null: it is gone, or none of the bot's business. */
  read(listed: Listed, signal: AbortSignal): Promise<Read | null>;
}

export interface Read {
  readonly message: Message;
  /** When Google took it in; Unix seconds. */
  readonly at: number;
}
