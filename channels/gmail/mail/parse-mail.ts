import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';

/** A mail in the form in which the channel reads it. Addresses are in lower case. */
export interface Mail {
  /** By lower-case name, in the order in which they stand. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly from: Person;
  readonly replyTo: Person | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly messageId: string | undefined;
  readonly references: readonly string[];
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly files: readonly MailFile[];
}

export interface Person {
  readonly address: string;
  readonly name: string;
}

export interface MailFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** Deeper nesting is an attack, not a letter. */
const DEEPEST = 20;
const nobody: Person = { address: '', name: '' };
/** Marks that hide words or turn them round; joiners are part of words and emoji. */
const hidden = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Never throws: what cannot be read is left out. */
export async function parseMail(raw: Uint8Array): Promise<Mail> {
  const email = await PostalMime.parse(raw, { maxNestingDepth: DEEPEST }).catch((): Email => headersOf(raw));
  const headers = Map.groupBy(email.headers, ({ key }) => key);
  const addresses = (list: readonly Address[] | undefined) => people(list).map(({ address }) => address);
  return {
    headers: new Map([...headers].map(([name, lines]) => [name, lines.map(({ value }) => value)])),
    from: people(email.from && [email.from])[0] ?? nobody,
    replyTo: people(email.replyTo)[0] ?? null,
    to: addresses(email.to),
    cc: addresses(email.cc),
    subject: clean(email.subject ?? '').slice(0, 500),
    messageId: email.messageId,
    references: email.references?.match(/<[^<>\s]+>/g) ?? [],
    text: email.text === undefined ? undefined : clean(email.text),
    html: email.html,
    files: email.attachments.filter(isFile).map(fileOf),
  };
}

export function clean(text: string): string {
  return text.replace(hidden, '').replaceAll('\u0000', '');
}

/** Of a mail whose body cannot be taken apart, the headers still say who wrote. */
function headersOf(raw: Uint8Array): Email {
  const [head = ''] = new TextDecoder().decode(raw.subarray(0, 100_000)).split(/\r?\n\r?\n/, 1);
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = lines.flatMap((line) => {
    const [, originalKey = '', value = ''] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    return originalKey === '' ? [] : [{ key: originalKey.toLowerCase(), originalKey, value }];
  });
  const lineOf = (name: string) => headers.find(({ key }) => key === name)?.value;
  const address = /[^\s<>"]+@[^\s<>"]+/.exec(lineOf('from') ?? '')?.[0];
  return {
    headers,
    headerLines: [],
    ...(address !== undefined && { from: { name: '', address } }),
    subject: lineOf('subject'),
    messageId: lineOf('message-id'),
    attachments: [],
  };
}

function people(list: readonly (Address | undefined)[] | undefined): Person[] {
  return (list ?? [])
    .flatMap((one) => one?.group ?? (one ? [one] : []))
    .filter(({ address }) => /^[^\s@<>]+@[^\s@<>]+$/.test(address ?? ''))
    .map(({ address, name }) => ({ address: (address ?? '').toLowerCase(), name: clean(name).slice(0, 256) }));
}

/** Pictures that belong to a signature or a layout are no files that somebody sent. */
function isFile({ related, mimeType }: Attachment): boolean {
  return !(related && mimeType.startsWith('image/'));
}

function fileOf({ filename, mimeType, content }: Attachment): MailFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  return { name: clean(filename ?? (mimeType === 'text/calendar' ? 'invite.ics' : 'file')), mime: mimeType, bytes };
}
