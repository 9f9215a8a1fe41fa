import { BotonesError } from '@botones/contract';

/** What to look for; all of it must hold. Instants in ISO 8601: `from` inclusive, `to` exclusive. */
export interface AuditFilter {
  readonly property?: string | undefined;
  /** Whose conversation, which member of staff, which system. */
  readonly subject?: string | undefined;
  /** Any of these: `turn.decided`, `pms.done`. */
  readonly events?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Entries on a page: the blueprint's. */
export const PAGE_SIZE = 20;

/** A place in the trail: the entry after which a page begins. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

/** Conditions in MikroORM's form. */
export function conditionsOf({ property, subject, events, from, to }: AuditFilter, after?: Place): object[] {
  return [
    ...(property === undefined ? [] : [{ property }]),
    ...(subject === undefined ? [] : [{ subject }]),
    ...(events === undefined ? [] : [{ event: events.length === 1 ? events[0] : { $in: events } }]),
    ...(from === undefined ? [] : [{ at: { $gte: from } }]),
    ...(to === undefined ? [] : [{ at: { $lt: to } }]),
    // The first of the two lets an index find the place; the second leaves out what was on the page before.
    ...(after === undefined
      ? []
      : [{ at: { $lte: after.at } }, { $or: [{ at: { $lt: after.at } }, { id: { $lt: after.id } }] }]),
  ];
}

/** As text that can be handed around: `eyJ…`. */
export function writeCursor({ at, id }: Place): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** @throws BotonesError `ERR_AUDIT_QUERY` */
export function readCursor(text: string): Place {
  const [at = '', id = '', ...more] = Buffer.from(text, 'base64url').toString().split(' ');
  if (more.length > 0 || !isUuid(id) || !isInstant(at)) {
    throw new BotonesError(
      'ERR_AUDIT_QUERY',
      'The place to go on from is none: take `next` of the page before as it is.',
    );
  }
  return { at, id };
}

export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

export function isInstant(text: unknown): text is string {
  try {
    return typeof text === 'string' && Temporal.Instant.from(text) !== null;
  } catch {
    return false;
  }
}
