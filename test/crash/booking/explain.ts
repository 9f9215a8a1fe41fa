import { openDatabase } from '../../../core/store/database.ts';
import type { BadPms } from './bad-pms.ts';
import { referenceIn } from './converse.ts';

interface Row {
  key: string;
  state: string;
  unsure: boolean;
  told: boolean;
  runs: number;
  ends: string[] | null;
}

const text = `
  select w.key, w.state, w.unsure, w.told,
    (select count(*)::int from audit_log a where a.event = 'pms.began' and a.data ->> 'key' = w.key) as runs,
    (select array_agg(coalesce(a.data ->> 'reason', a.data ->> 'decision') order by a.at) from audit_log a
      where a.event = 'turn.decided' and w.key like a.data ->> 'turn' || ':%') as ends
  from plugin_pms_siete_velas_qloapps.write w where w.source = $1`;

/** A line for each booking in the books of which nobody was told: what became of its write and its turn. */
export async function explainOrphans(url: string, { world }: BadPms, said: readonly string[]): Promise<string[]> {
  const references = new Set(said.map(referenceIn));
  const isLive = (id: number) => world.rows.some((r) => r.id_order === id && !r.is_cancelled && !r.is_refunded);
  const orphans = world.orders.filter(
    ({ id, source, reference }) => source.startsWith('botones:') && !references.has(reference) && isLive(id),
  );
  const database = openDatabase(url, 'explain');
  try {
    const lines: string[] = [];
    for (const { reference, source, current_state } of orphans) {
      const [row] = await database.query<Row>({ name: '', text }, [source]);
      const { key, ...rest } = row ?? { key: 'no write of the bot' };
      lines.push(`nobody knows of ${reference} (state ${current_state}): ${key} ${JSON.stringify(rest)}`);
    }
    return lines;
  } finally {
    await database.close();
  }
}
