import { addressesOf } from '../mail/addresses.ts';
import { headerOf } from '../mail/headers.ts';
import { leaves, textOf } from '../mail/read-mail.ts';
import type { Mailbox } from './mailbox.ts';
import type { Stored } from './stored.ts';

type Test = (mail: Stored) => boolean;

/** A query in Gmail's syntax, as a test of one mail: words are ANDed, `-` excludes, `OR` and `{}` join alternatives. */
export function readQuery(query: string, mailbox: Mailbox, now: Temporal.Instant): Test {
  const tokens = query.match(/[{}()]|-?[a-z0-9_]+:"[^"]*"|-?"[^"]*"|-(?=[{(])|[^\s{}()]+/gi) ?? [];
  let at = 0;

  function readAll(end: string | undefined, join: 'and' | 'or'): Test {
    const groups: Test[][] = [];
    let or = false;
    while (at < tokens.length && tokens[at] !== end) {
      const token = tokens[at] ?? '';
      at += 1;
      if (token === 'OR') {
        or = true;
        continue;
      }
      if (token === 'AND') continue;
      const test = readOne(token);
      const last = groups.at(-1);
      if ((or || join === 'or') && last) last.push(test);
      else groups.push([test]);
      or = false;
    }
    at += 1;
    return (mail) => groups.every((group) => group.some((test) => test(mail)));
  }

  function readOne(token: string): Test {
    if (token === '{') return readAll('}', 'or');
    if (token === '(') return readAll(')', 'and');
    if (token === '-') {
      const rest = readOne(tokens[at++] ?? '');
      return (mail) => !rest(mail);
    }
    if (token.startsWith('-') && token.length > 1) {
      const rest = term(token.slice(1), mailbox, now);
      return (mail) => !rest(mail);
    }
    return term(token, mailbox, now);
  }

  return readAll(undefined, 'and');
}

/** Whether a query asks for mails that searches leave out otherwise. */
export function reaches(query: string): { spam: boolean; trash: boolean } {
  const anywhere = /(^|\s)in:anywhere\b/i.test(query);
  return {
    spam: anywhere || /(^|[\s{(])(in|is|label):spam\b/i.test(query),
    trash: anywhere || /(^|[\s{(])(in|is|label):trash\b/i.test(query),
  };
}

function term(token: string, mailbox: Mailbox, now: Temporal.Instant): Test {
  const [, key = '', quoted = ''] = /^([a-z0-9_]+):(.+)$/i.exec(token) ?? [];
  const value = quoted.replace(/^"|"$/g, '').toLowerCase();
  const addressed =
    (names: readonly string[]): Test =>
    (mail) =>
      names.some((name) => (headerOf(mail.mail.headers, name) ?? '').toLowerCase().includes(value));
  switch (key.toLowerCase()) {
    case 'in':
    case 'is':
    case 'label':
      return labelled(value, mailbox);
    case 'category':
      return (mail) => mail.labels.has(`CATEGORY_${value === 'primary' ? 'PERSONAL' : value.toUpperCase()}`);
    case 'from':
      return addressed(['from']);
    case 'to':
      return addressed(['to', 'cc', 'bcc']);
    case 'cc':
    case 'subject':
      return addressed([key.toLowerCase()]);
    case 'deliveredto':
      return (mail) => addressesOf(headerOf(mail.mail.headers, 'delivered-to')).includes(value);
    case 'rfc822msgid':
      return (mail) => mail.messageId.toLowerCase().replace(/^<|>$/g, '') === value.replace(/^<|>$/g, '');
    case 'has':
      return (mail) => value === 'attachment' && leaves(mail.mail).some(({ filename }) => filename !== '');
    case 'filename':
      return (mail) => leaves(mail.mail).some(({ filename }) => filename.toLowerCase().includes(value));
    case 'after':
    case 'newer': {
      const begin = instantOf(value);
      return (mail) => mail.at >= begin;
    }
    case 'before':
    case 'older': {
      const end = instantOf(value);
      return (mail) => mail.at < end;
    }
    case 'newer_than': {
      const begin = now.epochMilliseconds - spanOf(value);
      return (mail) => mail.at >= begin;
    }
    case 'older_than': {
      const end = now.epochMilliseconds - spanOf(value);
      return (mail) => mail.at < end;
    }
    default: {
      const word = token.replace(/^"|"$/g, '').toLowerCase();
      return (mail) => textIn(mail).includes(word);
    }
  }
}

function labelled(value: string, mailbox: Mailbox): Test {
  if (value === 'anywhere') return () => true;
  if (value === 'read') return (mail) => !mail.labels.has('UNREAD');
  // Labels of one's own are written with dashes: `label:bot-handled`.
  const dashed = (name: string) => name.toLowerCase().replace(/[\s/]/g, '-');
  const own = mailbox.labels.list().find(({ name }) => dashed(name) === dashed(value));
  const id = own?.id ?? value.toUpperCase();
  return (mail) => mail.labels.has(id);
}

function textIn({ mail }: Stored): string {
  const heads = ['subject', 'from', 'to'].map((name) => headerOf(mail.headers, name) ?? '');
  return [...heads, textOf(mail, 'text/plain'), textOf(mail, 'text/html')].join('\n').toLowerCase();
}

/** Seconds since 1970, or a day of UTC: `2026/11/22`. */
function instantOf(value: string): number {
  if (/^\d{9,}$/.test(value)) return Number(value) * 1000;
  const [, year, month, day] = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(value) ?? [];
  return year ? Date.UTC(Number(year), Number(month) - 1, Number(day)) : Number.NaN;
}

function spanOf(value: string): number {
  const [, count = '0', unit = 'd'] = /^(\d+)([hdmy])$/.exec(value) ?? [];
  const days = { h: 1 / 24, d: 1, m: 30, y: 365 }[unit] ?? 1;
  return Number(count) * days * 24 * 3_600_000;
}
