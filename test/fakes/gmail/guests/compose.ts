import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { Received } from './received.ts';

/** What a guest writes. */
export interface Letter {
  subject?: string;
  text?: string;
  html?: string;
  to?: string;
  cc?: string;
  replyTo?: string;
  messageId?: string;
  inReplyTo?: string;
  references?: string;
  headers?: Readonly<Record<string, string>>;
  attachments?: readonly { filename: string; content: Buffer | string; contentType?: string; cid?: string }[];
}

export interface Writer {
  name: string;
  address: string;
}

let count = 0;

/** A mail in the form of RFC 5322. */
export function compose(from: Writer, to: string, letter: Letter, at: Temporal.Instant): Promise<Buffer> {
  count += 1;
  const { headers, attachments, ...rest } = letter;
  const mail = new MailComposer({
    from: { name: from.name, address: from.address },
    to,
    messageId: `<guest-${count}.${at.epochMilliseconds}@mail.${from.address.split('@')[1]}>`,
    date: new Date(at.epochMilliseconds),
    ...rest,
    ...(headers && { headers: { ...headers } }),
    ...(attachments && { attachments: attachments.map((one) => ({ ...one })) }),
  });
  return mail.compile().build();
}

/** An answer as a mail program begins it: in the thread, with the old words below. */
export function answerTo(mail: Received, letter: Letter): Letter {
  const quoted = mail.text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  const { text } = letter;
  return {
    subject: /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`,
    to: mail.replyTo || mail.from,
    inReplyTo: mail.messageId,
    references: [mail.header('references') ?? '', mail.messageId].filter(Boolean).join(' '),
    ...letter,
    ...(text !== undefined && { text: `${text}\n\nOn Sun, 22 Nov 2026 at 11:00, ${mail.from} wrote:\n${quoted}\n` }),
  };
}
