import { extname } from 'node:path';
import { BotonesError } from '@botones/contract';
import { countWaiting } from '../audit/fallback-file.ts';
import { auditFolder } from '../audit/trail.ts';
import { findConversations } from '../delivery/kept-media.ts';
import { type AuditFilter, PAGE_SIZE } from '../store/audit-filter.ts';
import type { AuditPage, AuditStore, PageChoice } from '../store/audit-store.ts';
import type { Database } from '../store/database.ts';
import { openStore } from '../store/open-store.ts';
import { findMistake } from './audit/check-filter.ts';
import { type ExportFormat, exportFormats, exportTrail } from './audit/export-trail.ts';
import { readChoice, readFilter } from './audit/read-query.ts';
import { renderTable } from './audit/show-page.ts';
import { readZones, type Zones } from './audit/zones.ts';
import { readEnvironment } from './environment.ts';
import { fail } from './fail.ts';
import { readArguments } from './read-arguments.ts';

const usage = `What happened: who did what, when, and what came of it. No words of guests.

  npm run audit -- [list]                     the newest first, with how many there are in all
  npm run audit -- export --out trail.csv     all that fits, into a file  [--format jsonl|csv] [--force]

  --property <id>    of this hotel alone (also --tenant)
  --subject <id>     of this conversation, by the first characters of its id, or of this system: pms, nlp (also --user)
  --event <name>     pms.done, handoff.opened …; several times, or with commas between them
  --from <date>      2031-05-31, 2031-05-31T14:30 by the hotel's clock, or 2031-05-31T14:30+02:00
  --to <date>        the same; a day with all of it, a time without itself
  --zone <zone>      by whose clock dates are read and shown, in place of the hotel's
  --after <cursor>   go on behind this place, as the page before says; as quick on the last page as on the first
  --page <number>    or this page
  --size <number>    entries on a page, ${PAGE_SIZE} unless given, 1000 at most
  --json             entries, total and next as JSON`;

const { values, positionals } = readArguments(usage, {
  allowPositionals: true,
  options: {
    property: { type: 'string' },
    tenant: { type: 'string' },
    subject: { type: 'string' },
    user: { type: 'string' },
    event: { type: 'string', multiple: true },
    from: { type: 'string' },
    to: { type: 'string' },
    zone: { type: 'string' },
    after: { type: 'string' },
    page: { type: 'string' },
    size: { type: 'string' },
    json: { type: 'boolean', default: false },
    out: { type: 'string' },
    format: { type: 'string' },
    force: { type: 'boolean', default: false },
  },
});

await audit().catch(fail);

async function audit(): Promise<void> {
  const [command = 'list'] = positionals;
  if ((command !== 'list' && command !== 'export') || positionals.length > 1) throw new RangeError(usage);
  const target = command === 'export' ? readTarget() : refuseTarget();
  const env = readEnvironment(process.env);
  const zones = readZones(env.configFolder, values.zone);
  const given = readFilter(values, zones);
  const choice = readChoice(values);
  const { database, close } = await openStore({ url: env.databaseUrl, dataFolder: env.dataFolder, role: 'audit' });
  // MikroORM takes a moment to load, for which nobody should wait to hear of a wrong date.
  const { openAuditStore } = await import('../store/audit-store.ts');
  const store = openAuditStore(database.url, { hurried: false });
  try {
    const filter = { ...given, subject: await subjectOf(given.subject, database) };
    if (target === null) await list(store, filter, choice, zones);
    else await write(store, filter, target, zones);
    await tellWaiting(auditFolder(env.dataFolder));
  } finally {
    await store.close();
    await close();
  }
}

/** Where an export goes. @throws RangeError */
function readTarget(): Target {
  const { out, format, json, page, after, size, force } = values;
  if (!out) throw new RangeError('Where to? npm run audit -- export --out trail.csv');
  if (json) throw new RangeError('An export has --format jsonl or --format csv; --json is for list.');
  if (page ?? after ?? size)
    throw new RangeError('An export holds all that fits: leave out --page, --after and --size.');
  const ending = extname(out).slice(1).toLowerCase();
  const named = format ?? (ending === 'ndjson' ? 'jsonl' : ending);
  const known = exportFormats.find((each) => each === named);
  if (known !== undefined) return { path: out, format: known, force };
  const problem = format === undefined ? `"${out}" ends in neither .jsonl nor .csv` : `--format "${format}" is unknown`;
  throw new RangeError(`${problem}. Add --format ${exportFormats.join(' or --format ')}.`);
}

interface Target {
  readonly path: string;
  readonly format: ExportFormat;
  readonly force: boolean;
}

function refuseTarget(): null {
  const [given] = (['out', 'format', 'force'] as const).filter((name) => values[name]);
  if (given !== undefined)
    throw new RangeError(`--${given} belongs to export: npm run audit -- export --out trail.csv`);
  return null;
}

/** The id of the conversation that begins so, if one does. */
async function subjectOf(subject: string | undefined, database: Database): Promise<string | undefined> {
  if (subject === undefined || !/^[0-9a-f]{4}[0-9a-f-]{0,31}$/i.test(subject)) return subject;
  const [one, other] = await findConversations(database, subject);
  if (other) throw new BotonesError('ERR_NOT_FOUND', `More than one conversation begins with "${subject}".`);
  return one?.id ?? subject;
}

async function list(store: AuditStore, filter: AuditFilter, choice: PageChoice, zones: Zones): Promise<void> {
  const found = await store.find(filter, choice);
  const { entries, total, next } = found;
  if (total === 0) await findFault(store, filter, zones);
  if (values.json) return print(JSON.stringify({ entries, total, next }));
  if (entries.length > 0) {
    const width = process.stdout.isTTY ? process.stdout.columns : null;
    for (const line of renderTable({ entries, zoneOf: zones.of, width })) print(line);
    print('');
  }
  for (const line of footer(found, choice)) print(line);
}

/** @throws RangeError where nothing is found since the filter names what does not exist. */
async function findFault(store: AuditStore, filter: AuditFilter, zones: Zones): Promise<void> {
  const isOnTrail = async (one: AuditFilter) => (await store.find(one, { size: 1, count: false })).entries.length > 0;
  const mistake = await findMistake(filter, zones.properties, isOnTrail);
  if (mistake !== null) throw new RangeError(mistake);
}

function footer({ entries, total, next }: AuditPage, { page = 1, after, size = PAGE_SIZE }: PageChoice): string[] {
  const all = total ?? 0;
  if (all === 0) return ['Nothing on the trail fits.'];
  const pages = Math.ceil(all / size);
  const which = after === undefined ? `page ${page} of ${pages}` : 'behind the place that was given';
  if (entries.length === 0)
    return [after === undefined ? `There are ${pages} pages, so no page ${page}.` : 'Nothing lies behind this place.'];
  const sum = `${entries.length} of ${all} ${all === 1 ? 'entry' : 'entries'}, ${which}.`;
  if (next === null) return [sum];
  const way = values.page === undefined ? ['--after', next] : ['--page', String(page + 1)];
  return [sum, `Go on: npm run audit -- ${[...givenAgain(), ...way].join(' ')}`];
}

/** The options of this call that hold for the next page, as a shell takes them. */
function givenAgain(): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (name === 'after' || name === 'page' || value === false) return [];
    return [value].flat().flatMap((each) => (each === true ? [`--${name}`] : [`--${name}`, quote(String(each))]));
  });
}

function quote(word: string): string {
  return /^[\w.:,/@+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

async function write(store: AuditStore, filter: AuditFilter, target: Target, zones: Zones): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stopping.abort(new RangeError(`Stopped: ${target.path} was not written.`)));
  }
  const { entries: some } = await store.find(filter, { size: 1, count: false });
  if (some.length === 0) await findFault(store, filter, zones);
  const parts = { ...target, zoneOf: zones.of, signal: stopping.signal };
  const { path, entries, bytes } = await exportTrail(store.stream(filter), parts);
  print(`${entries} ${entries === 1 ? 'entry' : 'entries'} in ${path} (${Math.ceil(bytes / 1000)} kB).`);
}

/** Apart from what was asked for, so that it is in no pipe. */
async function tellWaiting(folder: string): Promise<void> {
  const bytes = await countWaiting(folder);
  if (bytes === 0) return;
  const size = `${Math.ceil(bytes / 1000)} kB`;
  process.stderr.write(`Besides, ${size} of entries wait in ${folder} until a bot stores them; they are not shown.\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
