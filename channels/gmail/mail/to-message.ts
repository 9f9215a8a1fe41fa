import { BotonesError, type GuestAddress, type MediaStore, type Message, type Part } from '@botones/contract';
import type { Options } from '../options.ts';
import { isUnproven, robotSignals } from '../robots/index.ts';
import type { Listed } from '../types.ts';
import { textOfHtml } from '../words/html-text.ts';
import { guestWords, type Written } from '../words/index.ts';
import type { Mail, MailFile } from './parse-mail.ts';

export interface Reader {
  readonly account: string;
  readonly options: Options;
  readonly media: MediaStore;
  /** Addresses of the mailbox, in lower case. */
  readonly own: ReadonlySet<string>;
}

const MOST_FILES = 10;
/** Longer letters are cut for the bot, and kept whole for staff. */
const MOST_WORDS = 20_000;
const MOST_WHOLE = 200_000;

/** A mail that came in → a message. */
export async function toMessage(reader: Reader, listed: Listed, mail: Mail, at: string): Promise<Message> {
  const { account, options, own } = reader;
  const { labelIds: labels = [] } = listed;
  const { from, to, cc, subject, headers } = mail;
  const { relays, ignoredCategories, onlyAddressed } = options;
  const envelope = { from: from.address, to, cc, subject, own, labels, relays, ignoredCategories, onlyAddressed };
  const [robot] = from.address === '' ? ['no-sender'] : robotSignals(headers, envelope);
  const { words } = guestWords({ ...writtenIn(mail), subject });
  const isFileAlone = mail.files.length > 0 && saysNothing(mail);
  const said = isFileAlone ? '' : words.trim().slice(0, MOST_WORDS) || subject;
  const whole = (mail.text ?? textOfHtml(mail.html ?? '', 'plain')).slice(0, MOST_WHOLE);
  // What a program sends is kept for people to see; its files are not worth the room.
  const files = robot === undefined ? await filesOf(mail.files, reader.media) : [];
  const leaveTo =
    robot !== undefined
      ? ({ who: 'nobody', reason: robot } as const)
      : isUnproven(headers)
        ? ({ who: 'staff', reason: 'unproven_sender' } as const)
        : undefined;
  return {
    providerId: listed.id,
    account,
    guest: guestOf(mail),
    from: 'guest',
    sentAt: at,
    parts: [...(said === '' ? [] : [{ type: 'text', text: said } as const]), ...files],
    ...(subject !== '' && { subject }),
    ...(whole.trim() !== said && whole.trim() !== '' && { whole }),
    ...(leaveTo && { leaveTo }),
    raw: { threadId: listed.threadId },
  };
}

/** What staff wrote in Gmail itself to a guest. */
export function toStaffMessage(account: string, listed: Listed, mail: Mail, guest: string, at: string): Message {
  const { words } = guestWords(writtenIn(mail));
  return {
    providerId: listed.id,
    account,
    guest: { key: guest.slice(0, 256), email: guest },
    from: 'staff',
    sentAt: at,
    parts: [{ type: 'text', text: words.trim().slice(0, MOST_WORDS) || mail.subject }],
    raw: { threadId: listed.threadId },
  };
}

/** By who wrote it, not by where answers go. */
function guestOf({ from }: Mail): GuestAddress {
  if (from.address === '') return { key: 'unknown' };
  return { key: from.address.slice(0, 256), email: from.address, ...(from.name !== '' && { name: from.name }) };
}

function writtenIn({ text, html }: Mail): Written {
  return { ...(text !== undefined && { plain: text }), ...(html !== undefined && { html }) };
}

const mark = 'x';

/**
 * Nothing but a quote and a signature stands in it. `guestWords` never comes back empty, so a word is put before it all: is it
 * the only one that is left?
 */
function saysNothing({ text, html }: Mail): boolean {
  const plain = text === undefined ? {} : { plain: `${mark}\n\n${text}` };
  return guestWords({ ...plain, html: `<p>${mark}</p>${html ?? ''}` }).words.trim() === mark;
}

async function filesOf(files: readonly MailFile[], media: MediaStore): Promise<Part[]> {
  const parts: Part[] = [];
  for (const file of files.slice(0, MOST_FILES)) {
    const part = await keep(file, media);
    if (part !== null) parts.push(part);
  }
  return parts;
}

/** Null: it is larger than anything that is kept. */
async function keep(file: MailFile, media: MediaStore): Promise<Part | null> {
  try {
    const stored = await media.put(file);
    if (file.mime.startsWith('image/')) return { type: 'image', media: stored, alt: '' };
    if (file.mime.startsWith('audio/')) return { type: 'audio', media: stored, voice: false };
    return { type: 'document', media: stored, name: file.name };
  } catch (error) {
    if (error instanceof BotonesError && error.code === 'ERR_MEDIA_TOO_LARGE') return null;
    throw error;
  }
}
