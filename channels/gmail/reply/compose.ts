import MailComposer from 'nodemailer/lib/mail-composer';
import type { Payload } from '../types.ts';
import type { Original } from './original.ts';

export interface Envelope {
  /** Of the outbound item. */
  readonly id: string;
  /** Its address, whatever stands in `from`. */
  readonly mailbox: string;
  readonly from: { name: string; address: string };
  readonly to: { name: string; address: string };
  /** The mail that is answered; null: there is none, a new thread begins. */
  readonly original: Original | null;
  /** Of a mail that answers none. */
  readonly subject: string;
}

/** Carries our own id even where Gmail writes a Message-ID of its own. */
export const itemHeader = 'X-Botones';

/** Our own id in the form of mail, the same each time: by it Gmail can be asked whether a mail went out. */
export function messageIdOf(itemId: string, mailbox: string): string {
  const [, domain = 'localhost'] = mailbox.split('@');
  return `<${itemId.replace(/[^\w.-]/g, '.')}@botones.${domain}>`;
}

/** The mail whole, as RFC 5322 wants it. Whatever guests write into names and subjects stays in its header. */
export function compose(
  { id, mailbox, from, to, original, subject }: Envelope,
  { text, html }: Payload,
): Promise<Buffer> {
  const thread = original?.messageId
    ? { inReplyTo: original.messageId, references: [...original.references, original.messageId].slice(-30) }
    : {};
  const mail = new MailComposer({
    from: { name: oneLine(from.name), address: from.address },
    to: { name: oneLine(to.name), address: to.address },
    subject: original ? replySubject(original.subject) : oneLine(subject),
    messageId: messageIdOf(id, mailbox),
    ...thread,
    headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All', [itemHeader]: id },
    text,
    html,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go.
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}

/** Gmail joins a thread only by the same subject. */
function replySubject(subject: string): string {
  const own = oneLine(subject);
  return /^re(\[\d+\])?:/i.test(own) ? own : `Re: ${own}`.trim();
}
