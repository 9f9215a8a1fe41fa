import { GoogleError, invalid, notFound, tooFast } from '../google-error.ts';
import { addressesOf } from '../mail/addresses.ts';
import { headerOf, splitEntity } from '../mail/headers.ts';
import { answers } from '../mailbox/mailbox.ts';
import type { Context } from './context.ts';
import { shortOf } from './messages.ts';
import { readObject } from './read-body.ts';
import { rewrite } from './rewrite.ts';

const MOST_JSON = 5_000_000 * 2;
const MOST_BYTES = 35 * 1024 * 1024;
const MOST_RECIPIENTS = 500;
const DAY_MS = 24 * 3_600_000;

export function send(context: Context) {
  const { request } = context;
  if (request.body.length > MOST_JSON) throw tooLarge();
  const { raw, threadId } = readObject(request);
  if (typeof raw !== 'string' || raw === '') {
    throw invalid("'raw' RFC822 payload message string or uploading message via /upload/* URL required");
  }
  if (!/^[\w+/-]+={0,2}$/.test(raw))
    throw invalid("Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed");
  return sendBytes(context, Buffer.from(raw, 'base64url'), threadId);
}

/** `/upload/…/send`: the mail itself, or `multipart/related` of JSON and mail. */
export function upload(context: Context) {
  const { headers, body } = context.request;
  if (body.length > MOST_BYTES) throw tooLarge();
  const type = headers['content-type'] ?? '';
  if (/^message\/rfc822/i.test(type)) return sendBytes(context, body, undefined);
  const boundary = /^multipart\/related;.*boundary="?([^";]+)/i.exec(type)?.[1];
  if (!boundary) throw invalid(`Media type '${type}' is not supported. Valid media types: [message/*]`);
  const [, meta = '', mail = ''] = body.toString('latin1').split(`--${boundary}`);
  const json = splitEntity(Buffer.from(meta.trimStart(), 'latin1')).body.toString('utf8');
  const { threadId } = json.trim() ? (JSON.parse(json) as { threadId?: unknown }) : {};
  const bytes = splitEntity(Buffer.from(mail.replace(/^\r?\n/, '').replace(/\r?\n$/, ''), 'latin1')).body;
  return sendBytes(context, bytes, threadId);
}

function sendBytes(context: Context, given: Buffer, threadId: unknown) {
  const { world, mailbox } = context;
  const { headers } = splitEntity(given);
  const recipients = ['to', 'cc', 'bcc'].flatMap((name) => addressesOf(headerOf(headers, name)));
  if (recipients.length === 0) throw invalid('Recipient address required');
  if (recipients.length > MOST_RECIPIENTS) throw invalid('Too many recipients');
  const thread = threadOf(context, threadId);
  countSend(context);
  const raw = rewrite(given, mailbox, world);
  const joins = thread !== null && answers(raw, thread);
  const own = recipients.some((address) => address === mailbox.address || mailbox.aliases.has(address));
  const labels = own ? ['SENT', 'INBOX', 'UNREAD'] : ['SENT'];
  // Without all three conditions it begins a thread of its own, also where its headers name a mail that is here.
  const stored = mailbox.add(raw, labels, joins ? { threadId: String(threadId) } : { apart: true });
  const others = recipients.filter((address) => address !== mailbox.address && !mailbox.aliases.has(address));
  world.post({ from: mailbox.address, recipients: [...new Set(others)], raw });
  return shortOf(stored);
}

function threadOf({ mailbox }: Context, threadId: unknown) {
  if (threadId === undefined || threadId === null || threadId === '') return null;
  if (typeof threadId !== 'string' || !/^[0-9a-f]{1,16}$/.test(threadId)) throw invalid('Invalid thread_id value');
  const thread = mailbox.thread(threadId);
  if (thread.length === 0) throw notFound();
  return thread;
}

function countSend({ world, mailbox }: Context): void {
  const now = world.clock.now();
  const begin = now.epochMilliseconds - DAY_MS;
  while (mailbox.sends[0] !== undefined && mailbox.sends[0] <= begin) mailbox.sends.shift();
  if (mailbox.sends.length >= world.settings.sendsPerDay) throw tooFast(429, now.add({ hours: 24 }));
  mailbox.sends.push(now.epochMilliseconds);
}

function tooLarge(): GoogleError {
  return new GoogleError(413, { reason: 'uploadTooLarge', message: 'Request is too large.' });
}
