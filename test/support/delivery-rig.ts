import { randomUUIDv7 } from 'node:crypto';
import type { OutboundItem, Sent } from '@botones/contract';
import { textOf } from '@botones/contract';
import { conversationIdOf } from '../../core/delivery/conversation-id.ts';
import type { Door } from '../../core/delivery/deliver.ts';
import { createIntake, type Intake } from '../../core/delivery/intake.ts';
import { openLedger } from '../../core/delivery/ledger.ts';
import { own, type Work } from '../../core/delivery/own.ts';
import type { Inbound, TurnResult } from '../../core/delivery/types.ts';
import { startWorker, type Worker, type WorkerOptions } from '../../core/delivery/worker.ts';
import type { Database } from '../../core/store/database.ts';
import { keepSession } from '../../core/store/keep-session.ts';

/** Property and channel of all messages in these tests. */
export const hotel = { property: 'miramar', channel: 'webhook' } as const;

export const idOf = (guestKey: string) => conversationIdOf(hotel.property, hotel.channel, 'miramar', guestKey);

/** Runs SQL that only a test wants. */
export async function sql<Row = Record<string, unknown>>(
  database: Database,
  text: string,
  ...values: unknown[]
): Promise<Row[]> {
  return database.query<Row>({ name: '', text }, values);
}

/** Leaves the tables as the migration made them. */
export async function emptyTables(database: Database): Promise<void> {
  await sql(
    database,
    'truncate conversation, inbox, outbox, turn, audit_log, handoff, channel_cursor, nlu_candidate, conversation_alias, channel_event, parked_delivery, listening',
  );
}

/** A web process, as far as messages go. */
export function openFrontDoor(database: Database, stored: Parameters<typeof createIntake>[0]['stored'] = () => {}) {
  const session = keepSession(database, 'intake');
  const intake: Intake = createIntake({ session: session.get, stored });
  return { intake, session, close: () => session.close() };
}

export type SendScript = (item: OutboundItem, nth: number) => Sent | Promise<Sent>;

/** A platform that keeps what it was sent, in the order of arrival and doubles included, and can be asked about it. */
export function fakeDoor(script: SendScript = (item) => ({ status: 'accepted', providerId: `p:${item.id}` })) {
  const items: OutboundItem[] = [];
  const door: Door = {
    async send(item) {
      items.push(item);
      return script(item, items.length);
    },
    async lookup({ id }) {
      return items.some((item) => item.id === id) ? { status: 'sent', providerId: `p:${id}` } : { status: 'not-sent' };
    },
  };
  return { door, items, texts: () => items.map(({ payload }) => (payload as { text: string }).text) };
}

/** What a turn leaves behind when it says these words. */
export function turnSaying(words: readonly string[], change: Partial<TurnResult> = {}): TurnResult {
  return {
    owner: 'bot',
    language: 'es',
    tracker: {},
    events: [],
    replies: words.map((text) => ({ payload: { text }, parts: [{ type: 'text', text }] })),
    audit: [{ id: randomUUIDv7(), at: '2031-05-04T10:00:00Z', event: 'turn.decided', data: {} }],
    handoff: null,
    ...change,
  };
}

export const wordsOf = ({ message }: Inbound) => textOf(message.parts);

/** A bot that echoes: `Hola` → `re: Hola`. While staff own the conversation it is silent. */
export function echoWork(door: Door | null, change: Partial<Work> = {}): Work {
  return {
    async runTurn(conversation, inbound) {
      if (conversation.owner === 'staff') return turnSaying([], { owner: 'staff' });
      return turnSaying([`re: ${wordsOf(inbound)}`]);
    },
    giveUp: (_conversation, inbound) => turnSaying([`sorry: ${wordsOf(inbound)}`]),
    doorOf: () => door,
    committed: () => {},
    delivery: { maxAttempts: 3, graceSeconds: 0.01, rest: async () => {} },
    maxAttempts: 5,
    ...change,
  };
}

export interface RigWorker extends Worker {
  readonly failures: unknown[];
}

/** A worker process. It looks for work by itself every 50 ms; `nudge` is quicker. */
export function openWorker(database: Database, work: Work, options: Partial<WorkerOptions> = {}): RigWorker {
  const failures: unknown[] = [];
  const worker = startWorker({
    session: () => database.session('ledger', { pipeline: true }),
    work,
    concurrency: 8,
    pollMs: 50,
    elsewhere: () => {},
    failed: (error) => failures.push(error),
    ...options,
  });
  return { ...worker, failures };
}

export interface ConversationRow {
  owner: string;
  language: string | null;
  lastSeq: number;
  lastIn: number;
  doneIn: number;
  lastOut: number;
  sentOut: number;
  dueAt: Date | null;
  attempts: number;
  lastGuestAt: Date | null;
}

export async function readConversation(database: Database, id: string): Promise<ConversationRow> {
  const [row] = await sql<ConversationRow>(
    database,
    `select owner, language, last_seq::int as "lastSeq", last_in::int as "lastIn", done_in::int as "doneIn",
      last_out::int as "lastOut", sent_out::int as "sentOut", due_at as "dueAt", attempts, last_guest_at as "lastGuestAt"
    from conversation where id = $1`,
    id,
  );
  if (row === undefined) throw new Error(`There is no conversation ${id}.`);
  return row;
}

/** Owns one conversation as a worker does, once: answers and sends what there is to do now, and lets go. */
export async function drainOnce(database: Database, id: string, work: Work): Promise<void> {
  const session = await database.session('ledger', { pipeline: true });
  const ledger = openLedger(session);
  try {
    for (const claimed of await ledger.claim([id])) {
      await own(ledger, claimed, work, new AbortController().signal);
      await Promise.all(claimed.marks);
    }
  } finally {
    await session.close();
  }
}
