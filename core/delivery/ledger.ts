import { BotonesError } from '@botones/contract';
import type { Session } from '../store/database.ts';
import { toJson } from '../store/json.ts';
import { createBatcher } from './batcher.ts';
import { lockKeyOf } from './conversation-id.ts';
import * as sql from './ledger-statements.ts';
import { noteLocks } from './note-locks.ts';
import type { Conversation, Inbound, Mark, Outbound, Standing, TurnResult } from './types.ts';

/**
 * One connection through which a worker owns conversations and commits what it did for them.
 *
 * Ownership is an advisory lock of this very connection. A worker that is killed loses both at once, so another may go
 * on without waiting for a lease; a worker that lost its connection cannot commit any more. No transaction is open
 * while a handler waits for the outside.
 */
export interface Ledger {
  readonly lost: Promise<Error>;
  /** `serves`: the `property/channel`s that this process knows; null: all. */
  due(limit: number, serves: readonly string[] | null): Promise<string[]>;
  /** Takes those of `ids` that nobody else owns, with what waits in them. */
  claim(ids: readonly string[]): Promise<Claimed[]>;
  /** Reads an owned conversation again. */
  reload(id: string): Promise<Claimed | null>;
  /** Null: the turn was overtaken (staff took over) and nothing was stored; read again. */
  commit(turn: FinishedTurn): Promise<(Standing & { lastSeq: number }) | null>;
  /** `open`: its fate is still to be found out; false when the platform has told it meanwhile. */
  mark(mark: Mark): Promise<Standing & { open: boolean }>;
  attempt(id: string): Promise<void>;
  postpone(id: string, seconds: number): Promise<void>;
  putOff(id: string, seconds: number): Promise<void>;
  /** Settles what is counted as open although nothing is there. */
  writeOff(conversation: Conversation): Promise<void>;
  release(id: string): Promise<void>;
  close(): Promise<void>;
}

export interface Claimed {
  conversation: Conversation;
  inbound: Inbound[];
  outbound: Outbound[];
  /** Its work has waited for more than 2 s: somebody may have died over it. */
  overdue: boolean;
  /** An item must wait for its retry before anything else is sent. */
  resting: boolean;
  /** Notes on sent items that are still being written. */
  marks: Set<Promise<unknown>>;
}

export interface FinishedTurn {
  conversation: Conversation;
  inbound: Inbound;
  result: TurnResult;
  /** Readers fetch the replies themselves. */
  pull: boolean;
  /** An item before them waits for its retry. */
  held: boolean;
}

interface LoadedRow extends Omit<Conversation, 'lastGuestAt' | 'windowUntil' | 'windowClosedAt'> {
  lastGuestAt: Date | null;
  windowUntil: Date | null;
  windowClosedAt: Date | null;
  overdue: boolean | null;
  resting: boolean | null;
  inbound: Inbound[] | null;
  outbound: Outbound[] | null;
}

const isOutage = (error: unknown) => error instanceof BotonesError && error.code === 'ERR_DATABASE_DOWN';

export function openLedger(session: Session): Ledger {
  const notes = noteLocks(session);
  const load = async (ids: readonly string[]) => (await session.query<LoadedRow>(sql.load, [ids])).map(claimedOf);

  const commit = createBatcher<FinishedTurn, (Standing & { lastSeq: number }) | null>({
    max: 64,
    gatherMs: 1,
    isOutage,
    run: async (turns) => {
      const rows = await session.query<Standing & { id: string; lastSeq: number }>(sql.commit, [
        toJson(turns.map(rowOf)),
      ]);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return turns.map(({ conversation }) => byId.get(conversation.id) ?? null);
    },
  });

  const mark = createBatcher<Mark, Standing & { open: boolean }>({
    max: 128,
    gatherMs: 4,
    isOutage,
    run: async (marks) => {
      const rows = await session.query<Standing & { id: string; open: boolean }>(sql.mark, [toJson(marks)]);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return marks.map((one) => byId.get(one.conversationId) ?? { lastIn: 0, lastOut: 0, open: false });
    },
  });

  const release = createBatcher<string, void>({
    max: 256,
    gatherMs: 4,
    isOutage,
    run: async (ids) => {
      // Behind each other in the pipeline, so whoever takes the lock next finds the line.
      await notes.released(ids);
      await session.query(sql.unlock, [ids.map(lockKeyOf)]);
      return ids.map(() => undefined);
    },
  });

  return {
    lost: session.lost,
    due: async (limit, serves) => (await session.query<{ id: string }>(sql.due, [limit, serves])).map((row) => row.id),
    async claim(ids) {
      if (ids.length === 0) return [];
      const byKey = new Map(ids.map((id) => [lockKeyOf(id), id]));
      const locks = session.query<{ key: string; held: boolean }>(sql.lock, [[...byKey.keys()]]);
      // Written right behind the locks without waiting for them: a statement of its own, so a snapshot taken after them.
      const loaded = load([...byKey.values()]);
      const [rows, claimed] = await Promise.all([locks, loaded]);
      const held = new Set(rows.filter((row) => row.held).map((row) => byKey.get(row.key)));
      const ours = claimed.filter(({ conversation }) => held.has(conversation.id));
      notes.taken(ours.map(({ conversation }) => conversation));
      return ours;
    },
    reload: async (id) => (await load([id]))[0] ?? null,
    commit,
    mark,
    attempt: async (id) => void (await session.query(sql.attempt, [id])),
    postpone: async (id, seconds) => void (await session.query(sql.postpone, [id, seconds])),
    putOff: async (id, seconds) => void (await session.query(sql.putOff, [id, seconds])),
    async writeOff({ id, lastIn, lastOut }) {
      await session.query(sql.writeOff, [id, lastIn, lastOut]);
    },
    release,
    async close() {
      await notes.releasedAll();
      await session.close();
    },
  };
}

function rowOf({ conversation, inbound, result, pull, held }: FinishedTurn) {
  return {
    ...result,
    id: conversation.id,
    seq: inbound.seq,
    before: conversation.doneIn,
    ownerBefore: conversation.owner,
    outBefore: conversation.lastOut,
    added: result.replies.length,
    pull,
    held,
    inReplyTo: inbound.message.providerId,
  };
}

function claimedOf(row: LoadedRow): Claimed {
  const { inbound, outbound, overdue, resting, lastGuestAt, windowUntil, windowClosedAt, ...conversation } = row;
  const iso = (date: Date | null) => date?.toISOString() ?? null;
  return {
    conversation: {
      ...conversation,
      lastGuestAt: iso(lastGuestAt),
      windowUntil: iso(windowUntil),
      windowClosedAt: iso(windowClosedAt),
    },
    inbound: inbound ?? [],
    outbound: outbound ?? [],
    overdue: overdue ?? false,
    resting: outbound !== null && (resting ?? false),
    marks: new Set(),
  };
}
