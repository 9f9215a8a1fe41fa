import { addressesOf, idsOf } from '../mail/addresses.ts';
import { headerOf } from '../mail/headers.ts';
import { readMail, textOf } from '../mail/read-mail.ts';

/** A mail in the mailbox of a guest. */
export interface Received {
  raw: Buffer;
  at: Temporal.Instant;
  from: string;
  replyTo: string;
  subject: string;
  messageId: string;
  text: string;
  html: string;
  header(name: string): string | undefined;
}

export function receive(raw: Buffer, at: Temporal.Instant): Received {
  const mail = readMail(raw);
  const header = (name: string) => headerOf(mail.headers, name);
  return {
    raw,
    at,
    from: addressesOf(header('from'))[0] ?? '',
    replyTo: addressesOf(header('reply-to'))[0] ?? '',
    subject: header('subject') ?? '',
    messageId: idsOf(header('message-id'))[0] ?? '',
    text: textOf(mail, 'text/plain').replaceAll('\r\n', '\n'),
    html: textOf(mail, 'text/html'),
    header,
  };
}
