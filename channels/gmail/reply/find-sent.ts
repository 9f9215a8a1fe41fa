import { GmailError } from '../api/errors.ts';
import type { Mailbox } from '../open-gmail.ts';
import type { GmailMessage } from '../types.ts';
import { itemHeader } from './compose.ts';

const headers = { format: 'metadata', metadataHeaders: [itemHeader] };

/**
 * Gmail's id of the mail that carries our id; null: it did not go out. Searched by its Message-ID, then looked for in the thread of
 * the mail that it answers: Gmail may write another Message-ID, and a search may not know yet what was sent a moment ago.
 */
export async function findSent(
  { gmail }: Mailbox,
  messageId: string,
  itemId: string,
  answered: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  const q = `rfc822msgid:${messageId.slice(1, -1)} in:anywhere`;
  const { messages: [found] = [] } = await gmail.list({ q, maxResults: 1 }, signal);
  if (found !== undefined) return found.id;
  if (answered === null) return null;
  try {
    const { threadId } = await gmail.get(answered, { format: 'minimal' }, signal);
    const { messages = [] } = await gmail.thread(threadId, headers, signal);
    return messages.find((one) => carries(one, itemId))?.id ?? null;
  } catch (error) {
    if (error instanceof GmailError && error.trouble === 'missing') return null;
    throw error;
  }
}

function carries({ payload }: GmailMessage, itemId: string): boolean {
  const line = payload?.headers?.find(({ name }) => name.toLowerCase() === itemHeader.toLowerCase());
  return line?.value.trim() === itemId;
}
