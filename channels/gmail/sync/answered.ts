import { GmailError } from '../api/errors.ts';
import type { Mailbox } from '../open-gmail.ts';
import { itemHeader } from '../reply/compose.ts';
import type { GmailMessage, Listed } from '../types.ts';

/** Threads in which the hotel wrote since `after` (Unix seconds). */
export async function threadsWithAnswers({ gmail }: Mailbox, after: number, signal: AbortSignal): Promise<Set<string>> {
  const threads = new Set<string>();
  let pageToken: string | undefined;
  do {
    const answer = await gmail.list({ q: `in:sent after:${after}`, maxResults: 500, pageToken }, signal);
    for (const { threadId } of answer.messages ?? []) threads.add(threadId);
    pageToken = answer.nextPageToken;
  } while (pageToken !== undefined);
  return threads;
}

/** Has somebody of the hotel written in the thread since this mail came in, or the bot answered this very mail? */
export async function isAnswered({ gmail }: Mailbox, { id, threadId }: Listed, signal: AbortSignal): Promise<boolean> {
  const query = { format: 'metadata', metadataHeaders: [itemHeader, 'In-Reply-To', 'Message-ID'] };
  try {
    const { messages = [] } = await gmail.thread(threadId, query, signal);
    const at = messages.findIndex((one) => one.id === id);
    const named = messages[at] && headerOf(messages[at], 'Message-ID');
    const later = messages.slice(at + 1).filter(({ labelIds = [] }) => labelIds.includes('SENT'));
    return later.some((one) => headerOf(one, itemHeader) === undefined || headerOf(one, 'In-Reply-To') === named);
  } catch (error) {
    if (error instanceof GmailError && error.trouble === 'missing') return false;
    throw error;
  }
}

function headerOf({ payload }: GmailMessage, header: string): string | undefined {
  return payload?.headers?.find(({ name }) => name.toLowerCase() === header.toLowerCase())?.value.trim();
}
