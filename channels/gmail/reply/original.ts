import { GmailError } from '../api/errors.ts';
import { type Person, parseMail } from '../mail/parse-mail.ts';
import type { Mailbox } from '../open-gmail.ts';

/** What a reply needs of the mail that it answers. */
export interface Original {
  readonly threadId: string;
  /** With its angle brackets. */
  readonly messageId: string | undefined;
  readonly references: readonly string[];
  readonly subject: string;
  readonly from: Person;
  /** Where the sender wants answers. */
  readonly replyTo: Person | null;
}

const metadataHeaders = ['From', 'Reply-To', 'Subject', 'Message-ID', 'References', 'In-Reply-To'];

/** Null: it is not there any more. */
export async function readOriginal({ gmail }: Mailbox, id: string, signal: AbortSignal): Promise<Original | null> {
  try {
    const { threadId, payload } = await gmail.get(id, { format: 'metadata', metadataHeaders }, signal);
    const lines = (payload?.headers ?? []).map(({ name, value }) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}`);
    const mail = await parseMail(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`));
    const [answered] = mail.headers.get('in-reply-to')?.[0]?.match(/<[^<>\s]+>/g) ?? [];
    const references = mail.references.length > 0 || answered === undefined ? mail.references : [answered];
    const { messageId, subject, from, replyTo } = mail;
    return { threadId, messageId, references, subject, from, replyTo };
  } catch (error) {
    if (error instanceof GmailError && error.trouble === 'missing') return null;
    throw error;
  }
}

/** The last mail of a guest, for words that answer none in particular: those of staff. */
export async function lastMailOf({ gmail }: Mailbox, guest: string, signal: AbortSignal): Promise<string | null> {
  const { messages = [] } = await gmail.list({ q: `from:${guest} in:anywhere`, maxResults: 1 }, signal);
  return messages[0]?.id ?? null;
}
