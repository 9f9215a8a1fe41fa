import { headerOf, splitEntity } from '../mail/headers.ts';

let count = 0;

/** What a mail server answers for a mailbox that is not there (RFC 3464). */
export function bounceOf(raw: Buffer, recipient: string, sender: string): Buffer {
  count += 1;
  const { headers } = splitEntity(raw);
  const id = headerOf(headers, 'message-id') ?? '';
  const subject = headerOf(headers, 'subject') ?? '';
  const domain = recipient.split('@')[1];
  const lines = [
    'Return-Path: <>',
    `From: Mail Delivery Subsystem <mailer-daemon@${domain}>`,
    `To: ${sender}`,
    'Auto-Submitted: auto-replied',
    'Subject: Delivery Status Notification (Failure)',
    `Message-ID: <bounce-${count}@${domain}>`,
    `In-Reply-To: ${id}`,
    `References: ${id}`,
    `X-Failed-Recipients: ${recipient}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; boundary="bounce"; report-type=delivery-status',
    '',
    '--bounce',
    'Content-Type: text/plain; charset=UTF-8',
    '',
    `** Address not found **`,
    '',
    `Your message wasn't delivered to ${recipient} because the address couldn't be found, or is unable to receive mail.`,
    '',
    '--bounce',
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; mx.${domain}`,
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--bounce',
    'Content-Type: text/rfc822-headers',
    '',
    `Subject: ${subject}`,
    '',
    '--bounce--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
