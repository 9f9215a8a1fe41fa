import { BotonesError, type Inbox, type Message } from '@botones/contract';
import { GmailError } from '../api/errors.ts';
import type { Listed } from '../types.ts';
import type { SyncTools } from './tools.ts';

/** What was read of a list. */
export interface ReadNew {
  /** In the order of the list, but for those of one guest: these stand oldest first. */
  readonly messages: Message[];
  /** When the newest of them came in; Unix seconds. */
  readonly seen: number;
  /** How many are still to be read. */
  readonly left: number;
  /** Mails that could not be read just now, by a code. */
  readonly skipped: string[];
}

/** Units that stay for answers: who has written already waits more than what nobody has read yet. */
const RESERVE = 250;
/** Longest time for one look; what was read so far is stored then, and the next look goes on. */
const LONGEST_MS = 10_000;
/** So many mails in a row that cannot be read say that Gmail is out of order. */
const MOST_FAILURES = 3;

/**
 * Reads those that are not stored yet, as far as time and quota go; what does not fit in is left, the oldest first.
 *
 * @throws what Google says of the whole mailbox, if nothing could be read before it.
 */
export async function readNew(
  tools: SyncTools,
  listed: readonly Listed[],
  order: 'newest first' | 'oldest first',
  signal: AbortSignal,
  inbox: Inbox,
): Promise<ReadNew> {
  const { mailbox, account, troubled } = tools;
  const ids = listed.map(({ id }) => id);
  const known = ids.length === 0 ? new Set<string>() : await inbox.known(account, ids);
  const fresh = listed.filter(({ id }) => !known.has(id));
  const room = Math.max(0, Math.floor((mailbox.bucket.left() - reserveOf(tools)) / mailbox.price.get));
  const now = order === 'newest first' ? fresh.slice(0, room) : fresh.slice(Math.max(0, fresh.length - room));
  const messages: Message[] = [];
  const skipped: string[] = [];
  let [left, seen, failures] = [fresh.length - now.length, 0, 0];
  const end = performance.now() + LONGEST_MS;
  for (const [at, one] of now.entries()) {
    if (performance.now() > end || failures >= MOST_FAILURES) {
      left += now.length - at;
      break;
    }
    try {
      const read = await tools.read(one, signal);
      troubled.read(one.id);
      failures = 0;
      if (read === null) continue;
      messages.push(read.message);
      seen = Math.max(seen, read.at);
    } catch (error) {
      if (signal.aborted) throw error;
      if (isOfMailbox(error)) {
        if (messages.length === 0) throw error;
        left += now.length - at;
        break;
      }
      failures += 1;
      skipped.push(`a mail could not be read (${codeOf(error)})`);
      if (troubled.failed(one.id)) messages.push(unread(account, one, tools.now()));
      else left += 1;
    }
  }
  return { messages: order === 'newest first' ? guestsInOrder(messages) : messages, seen, left, skipped };
}

/** Seconds until it is worthwhile to look again. */
export function restFor(tools: SyncTools): number {
  const { bucket, price } = tools.mailbox;
  return Math.max(1, bucket.wait(reserveOf(tools) + 25 * price.get) / 1000);
}

function reserveOf({ mailbox }: SyncTools): number {
  return Math.min(RESERVE, mailbox.bucket.most / 4);
}

function isOfMailbox(error: unknown): boolean {
  if (error instanceof GmailError) return ['limit', 'token', 'forbidden'].includes(error.trouble);
  return error instanceof BotonesError && error.code === 'ERR_CHANNEL_ACCOUNT';
}

function codeOf(error: unknown): string {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'error').slice(0, 60);
}

/** The mails of one guest stand where the newest of them stood, oldest first: what was written last is understood last. */
function guestsInOrder(messages: readonly Message[]): Message[] {
  return [...Map.groupBy(messages, ({ guest }) => guest.key).values()].flatMap((group) => group.toReversed());
}

/** What nobody can read here stands in Gmail; people are told that there is something. */
function unread(account: string, { id, threadId }: Listed, now: Temporal.Instant): Message {
  return {
    providerId: id,
    account,
    guest: { key: 'unknown' },
    from: 'guest',
    sentAt: now.round('second').toString(),
    parts: [],
    leaveTo: { who: 'staff', reason: 'unreadable' },
    raw: { threadId },
  };
}
