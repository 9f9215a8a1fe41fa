import { parseArgs } from 'node:util';
import { type AuditFilter, PAGE_SIZE, type Place } from '../../../core/store/audit-filter.ts';
import { countQuery, pieceQuery, readPiece, readTotal } from '../../../core/store/audit-queries.ts';
import { openOrm } from '../../../core/store/orm.ts';
import { aDatabase, stopPostgres } from '../../support/postgres.ts';
import { median } from '../path/machine.ts';
import { fill } from './fill.ts';
import { explain, type Verdict } from './plans.ts';
import { questions } from './questions.ts';

/** Of all rows, for one page. */
const MOST_VISITED = 0.05;

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '5' } },
});
const [rows, rounds] = [Number(values.rows), Number(values.rounds)];
if (!(Number.isInteger(rows) && rows >= 10_000 && rounds >= 1))
  throw new RangeError('--rows must be 10000 and --rounds 1 at least.');

const database = await aDatabase();
const orm = await openOrm(database.url);
const em = orm.em.fork();
const connection = em.getConnection();
const faults: string[] = [];
const ratios: number[] = [];
let slowestPage = 0;

try {
  const began = performance.now();
  await fill((sql) => connection.execute(sql), rows);
  console.log(
    `${rows} entries in ${((performance.now() - began) / 1000).toFixed(0)} s. Milliseconds, medians of ${rounds}.\n`,
  );
  console.log('question                  asked for   ms      of scan  visited  pages    by');
  for (const [name, filter] of Object.entries(questions)) await ask(name, filter);
  console.log();
  for (const fault of faults) console.log(`WRONG  ${fault}`);
  const worst = Number(Math.max(...ratios).toFixed(3));
  console.log(
    JSON.stringify({
      rows,
      questions: ratios.length,
      slowestPageMs: Number(slowestPage.toFixed(1)),
      worstOfScan: worst,
      wrong: faults.length,
    }),
  );
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  await orm.close(true);
  await database.close();
  await stopPostgres();
}

/** Its first page, a page by place and one by number from the middle of what fits, and the count. */
async function ask(name: string, filter: AuditFilter): Promise<void> {
  const total = await readTotal(em, filter);
  const half = Math.floor(total / 2);
  const [place] = half === 0 ? [] : await readPiece(em, filter, { limit: 1, offset: half - 1 });
  const limit = PAGE_SIZE + 1;
  const page = (offset: number, after?: Place) => pieceQuery(em, filter, { limit, offset, after }).getFormattedQuery();
  await look(name, filter, 'first page', page(0), true);
  if (place !== undefined) await look(name, filter, 'by place', page(0, place), true);
  if (half > 0) await look(name, filter, 'by number', page(half), false);
  await look(name, filter, 'count', countQuery(em, filter).getFormattedQuery(), false);
}

/** @param isPage one that costs the same however long the trail is. */
async function look(name: string, filter: AuditFilter, what: string, query: string, isPage: boolean): Promise<void> {
  const found: Verdict[] = [];
  for (let n = 0; n < rounds; n += 1) found.push(await explain(connection, query));
  const milliseconds = median(found.map((each) => each.milliseconds));
  const scan = await withoutIndexes(query);
  const ratio = milliseconds / scan;
  ratios.push(ratio);
  const [{ indexes = [], scansTable = true, visited = 0, buffers = 0 } = {}] = found;
  if (isPage) slowestPage = Math.max(slowestPage, milliseconds);
  const isAll = Object.keys(filter).length === 0 && !isPage;
  if (!isAll && (scansTable || indexes.length === 0)) faults.push(`${name}, ${what}: the whole table is read`);
  if (isPage && visited > rows * MOST_VISITED) faults.push(`${name}, ${what}: ${visited} rows are read for a page`);
  console.log(
    `${name.padEnd(25)} ${what.padEnd(11)} ${milliseconds.toFixed(2).padEnd(7)} ${ratio.toFixed(3).padEnd(8)} ${String(visited).padEnd(8)} ${String(buffers).padEnd(8)} ${indexes.join(', ')}`,
  );
}

/** The same by reading the whole table, as it would be without any index. */
async function withoutIndexes(query: string): Promise<number> {
  return em.fork().transactional(async (own) => {
    for (const way of ['indexscan', 'indexonlyscan', 'bitmapscan']) await own.execute(`set local enable_${way} = off`);
    return (await explain(own, query)).milliseconds;
  });
}
