import type { Database, Statement } from '../../store/database.ts';
import type { Candidate, CandidateStore } from './candidate.ts';

const keep: Statement = {
  name: 'candidate_keep',
  text: `
    insert into nlu_candidate (property, text, language, reason, intent, confidence, meant, kept_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};

const list: Statement = {
  name: 'candidate_list',
  text: `
    select id::text, property, text, language, reason, intent, confidence::float8, meant, kept_at as "keptAt"
    from nlu_candidate where property = $1 and decided_at is null order by kept_at, id limit $2`,
};

const decide: Statement = {
  name: 'candidate_decide',
  text: `
    update nlu_candidate set decided_at = now(), decision = $2
    where id = any($1::bigint[]) and decided_at is null`,
};

const CHUNK = 5_000;

const forget: Statement = {
  name: 'candidate_forget',
  text: `
    delete from nlu_candidate where ctid in (
      select ctid from nlu_candidate where property = $1 and kept_at < $2 limit ${CHUNK})
    returning 1`,
};

/** Candidates in PostgreSQL, where the bot keeps them. */
export function openStoredCandidates(database: Database): CandidateStore {
  return {
    async keep({ property, text, language, reason, intent, confidence, meant, keptAt }) {
      await database.query(keep, [property, text, language, reason, intent, confidence, meant ?? null, keptAt]);
    },
    async list(property, limit) {
      type Row = Omit<Candidate, 'keptAt'> & { keptAt: Date };
      const rows = await database.query<Row>(list, [property, limit]);
      return rows.map((row) => ({ ...row, keptAt: row.keptAt.toISOString() }));
    },
    async decide(ids, decision) {
      await database.query(decide, [ids, decision === 'discarded' ? null : decision.intent]);
    },
    async forget(property, before) {
      let total = 0;
      for (;;) {
        const gone = (await database.query(forget, [property, before])).length;
        total += gone;
        if (gone < CHUNK) return total;
      }
    },
  };
}
