import { idsOf } from '../mail/addresses.ts';
import { headerOf } from '../mail/headers.ts';
import { type Entity, leaves, readMail } from '../mail/read-mail.ts';

/** One mail of a mailbox. */
export interface Stored {
  id: string;
  threadId: string;
  raw: Buffer;
  mail: Entity;
  labels: Set<string>;
  /** `internalDate`, milliseconds since 1970. */
  at: number;
  /** Of its last change. */
  historyId: bigint;
  /** With its angles; empty where there is none. */
  messageId: string;
  /** Counts the mails of a mailbox. */
  order: number;
}

export function store(
  raw: Buffer,
  rest: Pick<Stored, 'id' | 'threadId' | 'labels' | 'at' | 'historyId' | 'order'>,
): Stored {
  const mail = readMail(raw);
  return { ...rest, raw, mail, messageId: idsOf(headerOf(mail.headers, 'message-id'))[0] ?? '' };
}

/** The first words, as HTML. */
export function snippetOf({ mail }: Stored): string {
  const all = leaves(mail);
  const plain = all.find(({ mimeType, filename }) => mimeType === 'text/plain' && !filename);
  const html = all.find(({ mimeType, filename }) => mimeType === 'text/html' && !filename);
  const text = plain?.body.toString('utf8') ?? html?.body.toString('utf8').replace(/<[^>]*>/g, ' ') ?? '';
  const short = text.replace(/\s+/g, ' ').trim().slice(0, 200);
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return short.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
