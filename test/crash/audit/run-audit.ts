import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import type { AuditEntry } from '@botones/contract';
import { countWaiting } from '../../../core/audit/fallback-file.ts';
import { auditFolder } from '../../../core/audit/trail.ts';
import type { PolicyChanges } from '../../../core/resilience/policy.ts';
import { type Database, openDatabase } from '../../../core/store/database.ts';
import { migrate } from '../../../core/store/migrate.ts';
import { startServer } from './postgres.ts';
import { startWriters, type Writers } from './writers.ts';

export interface AuditCrash {
  readonly events: number;
  /** Kills in the middle of one replay. */
  readonly kills: number;
  readonly policy: PolicyChanges;
}

export interface AuditVerdict {
  readonly sent: number;
  /** Different events that stand in the table as they were sent. */
  readonly stored: number;
  readonly lost: number;
  /** Rows beyond one an event. */
  readonly doubled: number;
  /** Lines that were put aside as ones that no sink takes. */
  readonly refused: number;
  /** Events that went into the fallback file. */
  readonly fellBack: number;
  /** Kills while a part of the file was stored, and a part was not. */
  readonly replayKills: number;
  /** Kills of a process that was recording. */
  readonly writerKills: number;
  readonly postgresStops: number;
  readonly postgresKills: number;
  readonly postgresRestarts: number;
}

const PROPERTY = 'siete-velas';
const WRITERS = 2;
const CATCH_UP_MS = 180_000;

export function isSound({ sent, stored, lost, doubled, refused, fellBack, replayKills }: AuditVerdict): boolean {
  return stored === sent && lost + doubled + refused === 0 && fellBack > 0 && replayKills > 0;
}

/**
 * Two processes keep a trail in one PostgreSQL, which is stopped, killed and restarted under them, while they are killed
 * themselves: as they record, and in the middle of storing what waited in the file. Then the table is counted.
 */
export async function runAuditCrash(
  { events, kills, policy }: AuditCrash,
  tell: (line: string) => void,
): Promise<AuditVerdict> {
  const folder = await mkdtemp(join(tmpdir(), 'botones-crash-audit-'));
  const waiting = auditFolder(folder);
  const server = await startServer(folder);
  const database = openDatabase(server.url, 'crash');
  await migrate(database);
  const writers = await startWriters(WRITERS, { url: server.url, dataFolder: folder, property: PROPERTY, policy });
  let made = 0;
  let writerKills = 0;
  let replayKills = 0;
  /** So many more events; what happens meanwhile is told by the share of them that is recorded. */
  const send = async (share: number, meanwhile: readonly (readonly [at: number, what: () => Promise<void>])[] = []) => {
    const count = Math.min(Math.round(events * share), events - made);
    const before = writers.recorded();
    const recording = writers.record(Array.from({ length: count }, () => anEvent(made++)));
    for (const [at, what] of meanwhile) {
      while (writers.recorded() < before + count * at) await rest(5);
      await what();
    }
    await recording;
  };
  const killWriter = async (index: number) => {
    await writers.kill(index);
    writerKills += 1;
  };

  try {
    await send(0.1);
    tell(`${made} events are stored as they happen.`);
    await storeSlowly(database);
    await server.stop();
    await send(0.3);
    tell(`${made} events, ${writers.fellBack()} of them into the file: PostgreSQL is stopped.`);
    await server.start();
    for (let kill = 1; kill <= kills; kill += 1) {
      if (await killInReplay(database, writers, waiting, { from: events * 0.1, to: made, share: kill / (kills + 1) }))
        replayKills += 1;
      tell(`PostgreSQL is back; the processes were killed with ${await countRows(database)} of ${made} in the table.`);
    }
    await storeAtOnce(database);
    await send(0.3, [
      [0.3, server.kill],
      [0.7, server.start],
    ]);
    tell(`${made} events: PostgreSQL was killed, and came back.`);
    await send(1, [
      [0.2, () => killWriter(0)],
      [0.4, () => server.stop().then(server.start)],
      [0.7, () => killWriter(1)],
    ]);
    tell(`${made} events: PostgreSQL was restarted, and each process killed; waiting for what is in the file.`);
    await allStored(waiting);
    await writers.stop();
    return {
      sent: made,
      ...(await countStored(database, made)),
      refused: await countRefused(waiting),
      fellBack: writers.fellBack(),
      replayKills,
      writerKills,
      postgresStops: 1,
      postgresKills: 1,
      postgresRestarts: 1,
    };
  } finally {
    await writers.stop();
    await database.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A write to the PMS, as the trail has it; what tells it from others is in its data, apart from its id. */
function anEvent(n: number): AuditEntry {
  const check = checkOf(n);
  return {
    // As random as ids are, and the same for the same event.
    id: check.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-7$3-8$4-$5'),
    at: Temporal.Now.instant().toString(),
    property: PROPERTY,
    event: n % 2 === 0 ? 'pms.began' : 'pms.done',
    subject: 'pms',
    data: { n, check, operation: 'createReservation', result: { status: 'confirmed', rooms: [{ adults: 2 }] } },
  };
}

function checkOf(n: number): string {
  return createHash('md5').update(`event ${n}`).digest('hex').padEnd(36, '0');
}

/**
 * Kills all processes once `share` of the file is stored. Was it its middle?
 */
async function killInReplay(
  database: Database,
  writers: Writers,
  waiting: string,
  { from, to, share }: { readonly from: number; readonly to: number; readonly share: number },
): Promise<boolean> {
  const end = performance.now() + CATCH_UP_MS;
  const aim = from + (to - from) * share;
  while ((await countRows(database)) < aim && performance.now() < end) await rest(5);
  await Promise.all(Array.from({ length: WRITERS }, (_, index) => writers.kill(index)));
  const stored = await countRows(database);
  return stored > from && stored < to && (await countWaiting(waiting)) > 0;
}

/** A pause before each statement that stores, so that a replay has a middle that can be hit. */
async function storeSlowly(database: Database): Promise<void> {
  await database.query({
    name: 'crash_pause',
    text: `create function crash_pause() returns trigger language plpgsql as
      $$ begin perform pg_sleep(0.2); return null; end $$`,
  });
  await database.query({
    name: 'crash_slowly',
    text: 'create trigger crash_slowly before insert on audit_log for each statement execute function crash_pause()',
  });
}

async function storeAtOnce(database: Database): Promise<void> {
  await database.query({ name: 'crash_at_once', text: 'drop trigger crash_slowly on audit_log' });
}

async function countRows(database: Database): Promise<number> {
  const [row] = await database
    .query<{ count: number }>({ name: 'crash_count', text: 'select count(*)::int as count from audit_log' })
    .catch(() => []);
  return row?.count ?? 0;
}

async function allStored(waiting: string): Promise<void> {
  const end = performance.now() + CATCH_UP_MS;
  while ((await countWaiting(waiting)) > 0 && performance.now() < end) await rest(100);
}

async function countStored(
  database: Database,
  sent: number,
): Promise<Pick<AuditVerdict, 'stored' | 'lost' | 'doubled'>> {
  const rows = await database.query<{ n: number; check: string }>({
    name: 'crash_stored',
    text: `select (data->>'n')::int as n, data->>'check' as check from audit_log`,
  });
  const whole = new Set(rows.filter(({ n, check }) => n < sent && check === checkOf(n)).map(({ n }) => n));
  return { stored: whole.size, lost: sent - whole.size, doubled: rows.length - new Set(rows.map(({ n }) => n)).size };
}

async function countRefused(waiting: string): Promise<number> {
  const folder = join(waiting, 'refused');
  const names = await readdir(folder).catch((): string[] => []);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.join('').split('\n').filter(Boolean).length;
}
