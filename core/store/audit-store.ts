import { type Audit, type AuditEntry, BotonesError } from '@botones/contract';
import type { MikroORM } from '@mikro-orm/postgresql';
import { type AuditFilter, PAGE_SIZE, type Place, readCursor, writeCursor } from './audit-filter.ts';
import { readPiece, readTotal } from './audit-queries.ts';
import { isOutage } from './database.ts';
import { AuditEntity } from './entities.ts';
import { openOrm } from './orm.ts';

const MAX_PAGE_SIZE = 1_000;

export interface AuditPage {
  /** The newest first. */
  readonly entries: readonly AuditEntry[];
  /** Of all pages; null where it was not asked for. */
  readonly total: number | null;
  /** Where the next page begins, for `after`; null: this is the last. */
  readonly next: string | null;
}

export interface PageChoice {
  /** From 1. Far pages cost what lies before them; `after` never does. */
  readonly page?: number | undefined;
  /** `next` of the page before; instead of `page`. */
  readonly after?: string | undefined;
  readonly size?: number | undefined;
  /** Default true. */
  readonly count?: boolean | undefined;
}

/** The table `audit_log`, by MikroORM. */
export interface AuditStore extends Audit {
  /** @throws BotonesError `ERR_AUDIT_QUERY` where the page makes no sense. */
  find(filter: AuditFilter, choice?: PageChoice): Promise<AuditPage>;
  /** All that fits, the newest first; what is written meanwhile is left out. */
  stream(filter: AuditFilter): AsyncGenerator<AuditEntry>;
  close(): Promise<void>;
}

/** Connects when it is first used. `hurried`: no statement may take long, as where a guest waits for it. */
export function openAuditStore(url: string, { hurried = true } = {}): AuditStore {
  let opened: Promise<MikroORM> | null = null;
  const em = async () => {
    opened ??= openOrm(url, { hurried });
    try {
      return (await opened).em.fork();
    } catch (error) {
      opened = null;
      throw error;
    }
  };

  return {
    async record(entries, signal) {
      signal.throwIfAborted();
      if (entries.length === 0) return;
      try {
        const rows = entries.map(({ id, at, property, subject, event, data }) => ({
          ...{ id, at, property, subject, event, data },
        }));
        await (await em()).createQueryBuilder(AuditEntity).insert(rows).onConflict('id').ignore().execute();
      } catch (error) {
        throw judge(error);
      }
    },
    async find(filter, { page = 1, after, size = PAGE_SIZE, count = true } = {}) {
      if (!Number.isInteger(page) || page < 1) throw nonsense('A page is a whole number from 1 on.');
      if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE) {
        throw nonsense(`The size of a page is a whole number from 1 to ${MAX_PAGE_SIZE}.`);
      }
      if (after !== undefined && page !== 1) throw nonsense('Go on by page or by place, not by both.');
      const place = after === undefined ? undefined : readCursor(after);
      try {
        const [found, total] = await Promise.all([
          // One more than asked for tells whether there is a next page.
          em().then((each) => readPiece(each, filter, { limit: size + 1, offset: (page - 1) * size, after: place })),
          count ? em().then((each) => readTotal(each, filter)) : null,
        ]);
        const entries = found.slice(0, size);
        const last = entries.at(-1);
        return { entries, total, next: found.length > size && last ? writeCursor(last) : null };
      } catch (error) {
        throw judge(error);
      }
    },
    async *stream(filter) {
      let place: Place | undefined;
      for (;;) {
        const entries = await readPiece(await em(), filter, { limit: MAX_PAGE_SIZE, after: place }).catch((error) => {
          throw judge(error);
        });
        yield* entries;
        place = entries.at(-1);
        if (place === undefined || entries.length < MAX_PAGE_SIZE) return;
      }
    },
    async close() {
      await (await opened?.catch(() => null))?.close(true);
      opened = null;
    },
  };
}

/** Only what the database says of a value is the entry's own fault; the rest may be well another time. */
function judge(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (isOutage(error))
    return new BotonesError('ERR_DATABASE_DOWN', 'PostgreSQL cannot be reached just now.', { cause: error });
  const isValue = typeof code === 'string' && /^2[23]/.test(code);
  return isValue
    ? new BotonesError('ERR_AUDIT_REFUSED', 'PostgreSQL cannot hold this entry.', { cause: error })
    : error;
}

function nonsense(sentence: string): BotonesError {
  return new BotonesError('ERR_AUDIT_QUERY', sentence);
}
