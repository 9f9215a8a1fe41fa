import type { AuditEntry } from '@botones/contract';
import { type EntityManager, raw } from '@mikro-orm/postgresql';
import { type AuditFilter, conditionsOf, type Place } from './audit-filter.ts';
import { AuditEntity } from './entities.ts';

/** A piece of what fits a filter, the newest first. */
export interface Piece {
  readonly limit: number;
  readonly offset?: number;
  readonly after?: Place | undefined;
}

/** With its microseconds; a `Date` has none. */
const writtenAt = raw(`to_json(a.at) #>> '{}' as written`);

/** Apart from the store, so that a bench can ask PostgreSQL how it would answer. */
export function pieceQuery(em: EntityManager, filter: AuditFilter, { limit, offset = 0, after }: Piece) {
  return em
    .createQueryBuilder(AuditEntity, 'a')
    .select(['id', 'property', 'subject', 'event', 'data', writtenAt])
    .where({ $and: conditionsOf(filter, after) } as object)
    .orderBy({ at: 'desc', id: 'desc' })
    .limit(limit, offset);
}

export function countQuery(em: EntityManager, filter: AuditFilter) {
  return em
    .createQueryBuilder(AuditEntity, 'a')
    .select(raw('count(*)::int as total'))
    .where({ $and: conditionsOf(filter) } as object);
}

export async function readPiece(em: EntityManager, filter: AuditFilter, piece: Piece): Promise<AuditEntry[]> {
  const rows = await pieceQuery(em, filter, piece).execute<(AuditEntry & { written: string })[]>('all', false);
  return rows.map(({ written, id, property, event, subject, data }) => {
    return { id, at: Temporal.Instant.from(written).toString(), property, event, subject, data };
  });
}

export async function readTotal(em: EntityManager, filter: AuditFilter): Promise<number> {
  const [row] = await countQuery(em, filter).execute<{ total: number }[]>('all', false);
  return row?.total ?? 0;
}
