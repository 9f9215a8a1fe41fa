import type { FakeClock } from '../../clock.ts';
import { bareSubject, idsOf } from '../mail/addresses.ts';
import { headerOf } from '../mail/headers.ts';
import { readMail } from '../mail/read-mail.ts';
import type { Settings } from '../settings.ts';
import { type Change, type History, openHistory } from './history.ts';
import { type Labels, openLabels } from './labels.ts';
import { type Stored, store } from './stored.ts';

/** A person's or a hotel's account. */
export interface Mailbox {
  readonly address: string;
  /** Further addresses it may send as. */
  readonly aliases: Set<string>;
  readonly labels: Labels;
  readonly history: History;
  /** Where notices of changes go: the last `watch`. */
  watch: Watch | null;
  /** In the order in which they came in. */
  all(): readonly Stored[];
  /** Newest first. */
  newest(): readonly Stored[];
  get(id: string): Stored | undefined;
  thread(id: string): Stored[];
  add(raw: Buffer, labels: readonly string[], where: Where): Stored;
  relabel(mail: Stored, add: readonly string[], remove: readonly string[]): void;
  delete(mail: Stored): void;
  /** Times of sends, for the daily limit. */
  readonly sends: number[];
}

export interface Where {
  threadId?: string;
  /** Begins a thread, whatever it answers. */
  apart?: boolean;
  /** When it came in; now. */
  at?: number;
}

export interface Watch {
  topic: string;
  labelIds: readonly string[];
  behaviour: 'INCLUDE' | 'EXCLUDE';
  until: number;
}

export interface MailboxRoots {
  clock: FakeClock;
  settings: Settings;
  start: bigint;
  changed: (change: Change) => void;
}

export function openMailbox(address: string, { clock, settings, start, changed }: MailboxRoots): Mailbox {
  const mails = new Map<string, Stored>();
  const byMessageId = new Map<string, Stored>();
  const threads = new Map<string, Stored[]>();
  const history = openHistory(start, clock, () => settings.historyDays, changed);
  let count = 0;
  let sorted: Stored[] | null = null;

  const nextId = (at: number) => {
    count += 1;
    // Milliseconds, and 20 bits that count.
    return ((BigInt(at) << 20n) + BigInt(count)).toString(16).padStart(16, '0');
  };

  function add(raw: Buffer, labels: readonly string[], where: Where): Stored {
    const at = where.at ?? clock.now().epochMilliseconds;
    const id = nextId(at);
    const threadId = where.threadId ?? (where.apart ? id : (threadFor(raw) ?? id));
    const stored = store(raw, { id, threadId, labels: new Set(labels), at, historyId: 0n, order: count });
    mails.set(id, stored);
    threads.set(threadId, [...(threads.get(threadId) ?? []), stored]);
    if (stored.messageId) byMessageId.set(stored.messageId.toLowerCase(), stored);
    sorted = null;
    history.add('messageAdded', stored, labels);
    return stored;
  }

  /** Of a mail that comes in: an answer to a mail that is here, under the same subject. */
  function threadFor(raw: Buffer): string | undefined {
    const { headers } = readMail(raw);
    const ids = [...idsOf(headerOf(headers, 'references')), ...idsOf(headerOf(headers, 'in-reply-to'))].reverse();
    const subject = bareSubject(headerOf(headers, 'subject'));
    const parent = ids
      .map((id) => byMessageId.get(id.toLowerCase()))
      .find((mail) => mail && bareSubject(headerOf(mail.mail.headers, 'subject')) === subject);
    return parent?.threadId;
  }

  return {
    address,
    aliases: new Set(),
    labels: openLabels(),
    history,
    watch: null,
    sends: [],
    all: () => [...mails.values()],
    newest() {
      sorted ??= [...mails.values()].sort((a, b) => b.at - a.at || b.order - a.order);
      return sorted;
    },
    get: (id) => mails.get(id),
    thread: (id) => threads.get(id) ?? [],
    add,
    relabel(mail, toAdd, toRemove) {
      const added = toAdd.filter((id) => !mail.labels.has(id) && !toRemove.includes(id));
      const removed = toRemove.filter((id) => mail.labels.has(id));
      for (const id of added) mail.labels.add(id);
      for (const id of removed) mail.labels.delete(id);
      if (added.length > 0) history.add('labelAdded', mail, added);
      if (removed.length > 0) history.add('labelRemoved', mail, removed);
    },
    delete(mail) {
      mails.delete(mail.id);
      byMessageId.delete(mail.messageId.toLowerCase());
      const rest = (threads.get(mail.threadId) ?? []).filter((one) => one !== mail);
      if (rest.length > 0) threads.set(mail.threadId, rest);
      else threads.delete(mail.threadId);
      sorted = null;
      history.add('messageDeleted', mail);
    },
  };
}

/** Whether an answer belongs to this thread: it names one of its mails, and has its subject. */
export function answers(raw: Buffer, thread: readonly Stored[]): boolean {
  const { headers } = readMail(raw);
  const named = new Set(
    [...idsOf(headerOf(headers, 'references')), ...idsOf(headerOf(headers, 'in-reply-to'))].map((id) =>
      id.toLowerCase(),
    ),
  );
  if (headerOf(headers, 'in-reply-to') === undefined || headerOf(headers, 'references') === undefined) return false;
  const subject = bareSubject(headerOf(headers, 'subject'));
  return (
    thread.some(({ messageId }) => named.has(messageId.toLowerCase())) &&
    thread.some(({ mail }) => bareSubject(headerOf(mail.headers, 'subject')) === subject)
  );
}
