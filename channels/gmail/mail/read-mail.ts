import type { Inbox } from '@botones/contract';
import { GmailError } from '../api/errors.ts';
import type { Mailbox } from '../open-gmail.ts';
import type { Read } from '../sync/tools.ts';
import type { GmailMessage, Listed } from '../types.ts';
import { type Mail, parseMail } from './parse-mail.ts';
import { type Reader, toMessage, toStaffMessage } from './to-message.ts';

/** 10 MB of mail in base64, and what stands around it. */
const LARGEST = 14_000_000;

/** Fetches and reads one mail. */
export function createMailReader(
  reader: Reader,
  mailbox: Mailbox,
  labelled: (listed: Listed, human: boolean, signal: AbortSignal) => Promise<void>,
) {
  const { gmail } = mailbox;

  async function fetch(listed: Listed, signal: AbortSignal): Promise<{ whole: GmailMessage; mail: Mail } | null> {
    try {
      const whole = await gmail.get(listed.id, { format: 'raw' }, signal, LARGEST);
      return { whole, mail: await parseMail(Buffer.from(whole.raw ?? '', 'base64url')) };
    } catch (error) {
      // Deleted between the list and now.
      if (error instanceof GmailError && error.trouble === 'missing') return null;
      if (!(error instanceof RangeError)) throw error;
    }
    // Too large to be read whole: who wrote, and about what, is enough for a person.
    const whole = await gmail.get(listed.id, { format: 'metadata' }, signal);
    const lines = (whole.payload?.headers ?? []).map(({ name, value }) => `${name}: ${value}`).join('\r\n');
    return { whole, mail: await parseMail(Buffer.from(`${lines}\r\n\r\n`)) };
  }

  return async function read(listed: Listed, signal: AbortSignal, inbox: Inbox): Promise<Read | null> {
    const found = await fetch(listed, signal);
    if (found === null) return null;
    const { whole, mail } = found;
    const one = { ...listed, ...whole, labelIds: whole.labelIds ?? listed.labelIds ?? [] };
    const ms = Number(whole.internalDate);
    const at = Math.floor((Number.isFinite(ms) ? ms : Date.now()) / 1000);
    const sentAt = Temporal.Instant.fromEpochMilliseconds(at * 1000).toString();
    if (one.labelIds.includes('SENT')) {
      if (mail.headers.has('x-botones') || mail.headers.has('auto-submitted')) return null;
      const [guest] = mail.to.filter((address) => !reader.own.has(address));
      if (guest === undefined || !(await isOfGuest(one, signal, inbox))) return null;
      return { at, message: toStaffMessage(reader.account, one, mail, guest, sentAt) };
    }
    const message = await toMessage(reader, one, mail, sentAt);
    if (message.leaveTo?.who === 'staff') await labelled(one, true, signal);
    return { at, message };
  };

  /** Does the thread hold a mail that the bot knows? What staff write to others is none of its business. */
  async function isOfGuest({ id, threadId }: Listed, signal: AbortSignal, inbox: Inbox): Promise<boolean> {
    try {
      const { messages = [] } = await gmail.thread(threadId, { format: 'minimal' }, signal);
      const others = messages.map((one) => one.id).filter((other) => other !== id);
      return others.length > 0 && (await inbox.known(reader.account, others)).size > 0;
    } catch (error) {
      if (error instanceof GmailError && error.trouble === 'missing') return false;
      throw error;
    }
  }
}
