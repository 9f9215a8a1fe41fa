/** What the table is filled with: three hotels of unlike size, and events from most common to rare. */
export const hotels = ['large', 'middle', 'small'] as const;
/** The newest entry; the others lie in the year before it. */
export const newest = Temporal.Instant.from('2031-06-01T00:00:00Z');
/** Entries of one guest, but for those of the systems. */
const PER_GUEST = 20;

/**
 * Fills the trail in one statement. Of 1,000 entries 700 are of the large hotel and 50 of the small one; 400 are
 * `message.received`, 400 `turn.decided`, 185 others, 14 `pms.done` and 1 `pms.failed`. One in 100 is about the PMS
 * rather than about a guest. Numbers are spread by a generator, so each filter cuts across the others.
 */
export async function fill(run: (sql: string) => Promise<unknown>, rows: number): Promise<void> {
  await run(`
    insert into audit_log (id, at, property, subject, event, data)
    select gen_random_uuid(), timestamptz '${newest}' - n * (interval '365 days' / ${rows}),
      case when h < 700 then 'large' when h < 950 then 'middle' else 'small' end,
      case when s = 0 then 'pms' else 'guest-' || (n::bigint * 48271 % greatest(${rows} / ${PER_GUEST}, 1)) end,
      case when e < 400 then 'message.received' when e < 800 then 'turn.decided' when e < 985 then 'handoff.opened'
        when e < 999 then 'pms.done' else 'pms.failed' end,
      json_build_object('operation', 'createReservation', 'milliseconds', n % 900, 'key', md5(n::text))
    from (
      select n, (n::bigint * 7919 + n / 1000) % 1000 as h, (n::bigint * 104729 + n / 77) % 1000 as e,
        (n::bigint * 611953 + n / 13) % 100 as s
      from generate_series(1, ${rows}) as n) numbered
    order by n desc`);
  // As autovacuum does on its own after so many rows: figures for the planner, and pages that an index may answer for.
  await run('vacuum analyze audit_log');
}
