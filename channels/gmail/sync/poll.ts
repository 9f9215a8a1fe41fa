import type { Inbox, Received } from '@botones/contract';
import { GmailError } from '../api/errors.ts';
import type { Listed } from '../types.ts';
import { isAnswered, threadsWithAnswers } from './answered.ts';
import { type Backlog, type Cursor, later, readCursor, writeCursor } from './cursor.ts';
import { type ReadNew, readNew, restFor } from './read-new.ts';
import type { SyncTools } from './tools.ts';

export type Polled = Received & { cursor: string; more?: boolean; restSeconds?: number };

/** Labels of mail that is not, or no longer, for the bot. `SENT` is read: staff may have answered. */
const aside: ReadonlySet<string> = new Set(['SPAM', 'TRASH', 'DRAFT', 'CHAT']);
/** A look back goes a little behind what was read last: Google's clock and the order of arrival are not exact. */
const OVERLAP_S = 3600;
const PAGE = 100;

/** Whatever it is rung by, one look into the mailbox: what came since the cursor, then older mail as far as the quota goes. */
export async function poll(tools: SyncTools, from: string | null, signal: AbortSignal, inbox: Inbox): Promise<Polled> {
  const cursor = readCursor(from) ?? (await begin(tools, signal));
  const news = await readHistory(tools, cursor, signal, inbox);
  if (news.cursor.backlog === undefined || news.left > 0) return polled(tools, news);
  const older = await readBacklog(tools, news.cursor, news.cursor.backlog, signal, inbox);
  const [messages, skipped] = [
    [...news.messages, ...older.messages],
    [...news.skipped, ...older.skipped],
  ];
  return polled(tools, { ...older, messages, skipped });
}

interface Step extends Omit<ReadNew, 'seen'> {
  readonly cursor: Cursor;
  /** There is more to be read now. */
  readonly more: boolean;
}

const nothing = { messages: [], skipped: [], left: 0 };

function polled(tools: SyncTools, { cursor, messages, skipped, left, more }: Step): Polled {
  const told = { messages, deliveries: [], ...(skipped.length > 0 && { skipped }), cursor: writeCursor(cursor) };
  return left > 0 ? { ...told, restSeconds: restFor(tools) } : { ...told, more };
}

/** The first start: what is there already was answered by people, but for the last hours if the hotel wants. */
async function begin({ mailbox, now, lookbackHours }: SyncTools, signal: AbortSignal): Promise<Cursor> {
  const { historyId } = await mailbox.gmail.profile(signal);
  const seen = Math.floor(now().epochMilliseconds / 1000);
  if (lookbackHours === 0) return { history: historyId, seen };
  return { history: historyId, seen, backlog: { after: seen - Math.round(lookbackHours * 3600), found: false } };
}

async function readHistory(tools: SyncTools, cursor: Cursor, signal: AbortSignal, inbox: Inbox): Promise<Step> {
  const { gmail } = tools.mailbox;
  const listed = new Map<string, Listed>();
  let [history, page]: [string, string | undefined] = [cursor.history, undefined];
  try {
    do {
      const query = { startHistoryId: cursor.history, historyTypes: 'messageAdded', maxResults: 500, pageToken: page };
      const answer = await gmail.history(query, signal);
      for (const { messagesAdded = [] } of answer.history ?? []) {
        for (const { message } of messagesAdded)
          if (isOurs(message) && !tools.isOwn(message.id)) listed.set(message.id, message);
      }
      history = later(history, answer.historyId);
      page = answer.nextPageToken;
    } while (page !== undefined);
  } catch (error) {
    if (!(error instanceof GmailError) || error.trouble !== 'missing') throw error;
    // Google has forgotten what happened since: a new beginning first, so that nothing falls between, then by date.
    const { historyId } = await gmail.profile(signal);
    const backlog = { after: cursor.backlog?.after ?? cursor.seen - OVERLAP_S, found: false, gap: true };
    return { ...nothing, cursor: { history: historyId, seen: cursor.seen, backlog }, more: true };
  }
  const { seen, ...read } = await readNew(tools, [...listed.values()], 'oldest first', signal, inbox);
  const moved = { ...cursor, seen: Math.max(seen, cursor.seen), ...(read.left === 0 && { history }) };
  return { ...read, cursor: moved, more: false };
}

async function readBacklog(
  tools: SyncTools,
  cursor: Cursor,
  backlog: Backlog,
  signal: AbortSignal,
  inbox: Inbox,
): Promise<Step> {
  const { gmail } = tools.mailbox;
  const { after, page, gap } = backlog;
  // What staff wrote into a gap took conversations over.
  const query = { q: `${gap ? '{in:inbox in:sent}' : 'in:inbox'} after:${after}`, maxResults: PAGE, pageToken: page };
  let answer: Awaited<ReturnType<typeof gmail.list>>;
  try {
    answer = await gmail.list(query, signal);
  } catch (error) {
    if (!(error instanceof GmailError) || error.trouble !== 'request' || page === undefined) throw error;
    // The page has grown too old.
    return { ...nothing, cursor: { ...cursor, backlog: { ...begunAnew(backlog), found: true } }, more: true };
  }
  const listed = (answer.messages ?? []).filter(({ id }) => !tools.isOwn(id));
  const answered = listed.length === 0 ? new Set<string>() : await threadsWithAnswers(tools.mailbox, after, signal);
  const readUnanswered = { ...tools, read: readingAnswered(tools, answered) };
  const { seen, ...read } = await readNew(readUnanswered, listed, 'newest first', signal, inbox);
  const moved = { ...cursor, seen: Math.max(seen, cursor.seen) };
  const found = backlog.found || read.messages.length > 0;
  // What is left of the page is asked for again; what was read of it is known by then.
  if (read.left > 0) return { ...read, cursor: { ...moved, backlog: { ...backlog, found } }, more: false };
  if (answer.nextPageToken !== undefined) {
    const next = { ...backlog, page: answer.nextPageToken, found };
    return { ...read, cursor: { ...moved, backlog: next }, more: true };
  }
  const again = found ? begunAnew(backlog) : undefined;
  return { ...read, cursor: { ...moved, backlog: again }, more: found };
}

/** Mail that the hotel has answered meanwhile is kept, and not answered again. */
function readingAnswered({ read, mailbox }: SyncTools, answered: ReadonlySet<string>): SyncTools['read'] {
  return async (listed, signal) => {
    const found = await read(listed, signal);
    if (found === null || found.message.from !== 'guest' || found.message.leaveTo?.who === 'nobody') return found;
    if (!answered.has(listed.threadId) || !(await isAnswered(mailbox, listed, signal))) return found;
    return { ...found, message: { ...found.message, leaveTo: { who: 'nobody', reason: 'answered' } } };
  };
}

function begunAnew({ page: _, ...backlog }: Backlog): Backlog {
  return { ...backlog, found: false };
}

function isOurs({ labelIds = [] }: Listed): boolean {
  if (labelIds.some((label) => aside.has(label))) return false;
  return labelIds.includes('INBOX') || labelIds.includes('SENT');
}
