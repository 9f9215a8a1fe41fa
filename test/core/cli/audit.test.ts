import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEntry } from '@botones/contract';
import { expect } from 'chai';
import { fromLine, toLine } from '../../../core/audit/entry-line.ts';
import { openAuditStore } from '../../../core/store/audit-store.ts';
import type { Database } from '../../../core/store/database.ts';
import { anEntry } from '../../support/audit-entry.ts';
import { emptyTables, sql } from '../../support/delivery-rig.ts';
import { aDatabase } from '../../support/postgres.ts';
import { writeSmallHotel } from '../../support/small-hotel.ts';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('npm run audit', function () {
  this.timeout(180_000);
  const subject = '6ab70000-0000-4000-8000-000000000001';
  let database: Database;
  let folder: string;
  let config: string;
  /** The newest first. */
  let all: AuditEntry[];

  const audit = (...args: string[]) =>
    new Promise<Ended>((done) => {
      const env = {
        ...process.env,
        DATABASE_URL: database.url,
        BOTONES_CONFIG: config,
        BOTONES_DATA: join(folder, 'data'),
      };
      execFile(process.execPath, ['core/cli/audit.ts', ...args], { env }, (error, stdout, stderr) => {
        done({ code: Number(error?.code ?? 0), stdout, stderr });
      });
    });
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await audit('--json', ...args);
    expect([code, stderr]).to.deep.equal([0, '']);
    return JSON.parse(stdout) as { entries: AuditEntry[]; total: number; next: string | null };
  };

  before(async () => {
    database = await aDatabase();
    await emptyTables(database);
    folder = await mkdtemp(join(tmpdir(), 'botones-audit-'));
    config = await writeSmallHotel(folder);
    // The hotel's day of 4 May begins two hours before that of UTC.
    const minute = (n: number) => Temporal.Instant.from('2031-05-03T21:30:00Z').add({ minutes: n }).toString();
    all = Array.from({ length: 45 }, (_, n) =>
      anEntry({ at: minute(n), event: n % 9 === 0 ? 'pms.failed' : 'pms.done', subject: n % 2 ? subject : 'pms' }),
    ).reverse();
    all[3] = { ...(all[3] as AuditEntry), property: 'other', subject: '=1+1', data: { note: 'a "b",\n\u001b[31mred' } };
    const store = openAuditStore(database.url);
    await store.record(all, new AbortController().signal);
    await store.close();
  });
  after(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows the newest twenty by the clock of the hotel, with the total and the way to the rest', async () => {
    const { code, stdout, stderr } = await audit();
    expect([code, stderr]).to.deep.equal([0, '']);
    const lines = stdout.split('\n');
    expect(lines[0]).to.match(/^time +property +event +subject +data$/);
    expect(lines[1]).to.match(/^2031-05-04 00:14:00\.000 \+02:00 {2}miramar +pms\.done +pms +\{"operation":"createR/);
    expect(stdout).to.contain('20 of 45 entries, page 1 of 3.').and.not.contain('\u001b');
    const [, cursor = ''] = /Go on: npm run audit -- --after (\S+)/.exec(stdout) ?? [];
    const second = await audit('--after', cursor);
    expect(second.stdout).to.contain('20 of 45 entries, behind the place that was given.');
    const seen = (text: string) => text.match(/^2031\S+ \S+/gm) ?? [];
    expect(seen(stdout).at(-1)).to.equal('2031-05-03 23:55:00.000');
    expect(seen(second.stdout)[0]).to.equal('2031-05-03 23:54:00.000');
  });

  it('walks by cursor and by page over each entry once', async () => {
    const ids = all.map(({ id }) => id);
    const walked: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page = await json('--size', '30', ...(next === '' ? [] : ['--after', next]));
      expect(page.total).to.equal(45);
      walked.push(...page.entries.map(({ id }) => id));
      next = page.next;
    }
    expect(walked).to.deep.equal(ids);
    const third = await json('--page', '3');
    expect(third.entries.map(({ id }) => id)).to.deep.equal(ids.slice(40));
    const { stdout } = await audit('--page', '2', '--event', 'pms.done,pms.failed', '--size', '20');
    expect(stdout).to.contain('Go on: npm run audit -- --event pms.done,pms.failed --size 20 --page 3');
    expect((await audit('--page', '9')).stdout).to.contain('There are 3 pages, so no page 9.');
  });

  it('filters by all there is at once, and says what makes no sense', async () => {
    const all = ['--tenant', 'miramar', '--user', subject, '--event', 'pms.done', '--from', '2031-05-04'];
    expect((await json(...all, '--to', '2031-05-04')).total).to.equal(6);
    await sql(
      database,
      `insert into conversation (id, property, channel, account, guest_key, guest) values ('${subject}', 'miramar', 'web', '', 'g', '{}')`,
    );
    expect((await json('--subject', '6ab7')).total, 'by its first characters').to.equal(21);
    const wrong: [RegExp, ...string[]][] = [
      [/--from "31\/05\/2031" is no date/, '--from', '31/05/2031'],
      [/The place to go on from is none/, '--after', 'eyJ'],
      [/no event "pms\.dome": did you mean "pms\.done"\?/, '--event', 'pms.dome'],
      [/no property "miramarr", .* did you mean "miramar"\?/, '--property', 'miramarr'],
      [/--out belongs to export/, '--out', 'x.csv'],
      [/Where to\?/, 'export'],
      [/ends in neither \.jsonl nor \.csv/, 'export', '--out', 'x.txt'],
      [/leave out --page/, 'export', '--out', 'x.csv', '--page', '2'],
      [/npm run audit -- \[list\]/, 'show'],
    ];
    const ended = await Promise.all(wrong.map(([, ...args]) => audit(...args)));
    for (const [index, [sentence]] of wrong.entries()) {
      expect(ended[index]?.stderr)
        .to.match(sentence)
        .and.not.match(/^ {4}at /m);
      expect(ended[index]?.code, String(sentence)).to.equal(1);
    }
  });

  it('works without the secrets of the bot, by UTC', async () => {
    const broken = join(folder, 'broken');
    await mkdir(broken, { recursive: true });
    await writeFile(join(broken, 'botones.yml'), 'property: {id: 7}\n');
    const own = config;
    config = broken;
    try {
      expect((await audit('--size', '1')).stdout).to.contain('2031-05-03 22:14:00.000 +00:00');
      expect((await audit('--from', '2031-05-04')).stderr).to.match(/configuration cannot be read.*Add --zone/);
      expect((await json('--from', '2031-05-04', '--zone', 'Europe/Madrid')).total).to.equal(15);
    } finally {
      config = own;
    }
  });

  it('exports lines that the fallback file would take, all of what fits, for this user alone', async () => {
    const out = join(folder, 'new', 'trail.jsonl');
    const { code, stdout, stderr } = await audit('export', '--out', out, '--property', 'miramar');
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.contain(`44 entries in ${out} (`);
    const lines = (await readFile(out, 'utf8')).trimEnd().split('\n');
    expect(lines.map(fromLine)).to.deep.equal(all.filter(({ property }) => property === 'miramar'));
    expect((await stat(out)).mode & 0o777).to.equal(0o600);
    expect(await readdir(join(folder, 'new')), 'nothing else is left').to.deep.equal(['trail.jsonl']);
    const again = await audit('export', '--out', out);
    expect(again.code).to.equal(1);
    expect(again.stderr).to.contain('is there already. Name another file, or add --force.');
    expect((await audit('export', '--out', out, '--force')).stdout).to.contain('45 entries in');
  });

  it('exports CSV that a spreadsheet reads and does not run', async () => {
    const out = join(folder, 'trail.csv');
    await audit('export', '--out', out, '--property', 'other');
    const odd = all[3] as AuditEntry;
    expect(await readFile(out, 'utf8')).to.equal(
      `at,local,property,event,subject,data,id\r\n${odd.at},2031-05-03 22:11:00.000 +00:00,other,${odd.event},'=1+1,` +
        `"{""note"":""a \\""b\\"",\\n\\u001b[31mred""}",${odd.id}\r\n`,
    );
    const none = join(folder, 'none.csv');
    expect((await audit('export', '--out', none, '--event', 'pms.dome')).code).to.equal(1);
    expect(await stat(none).catch(() => null), 'no file of a mistake').to.equal(null);
  });

  it('tells on standard error what waits in the fallback file', async () => {
    const waiting = join(folder, 'data', 'audit');
    await mkdir(waiting, { recursive: true });
    await writeFile(join(waiting, '1-1-a.jsonl'), toLine(anEntry()));
    const { stdout, stderr } = await audit('--json');
    await rm(waiting, { recursive: true });
    expect(JSON.parse(stdout).total).to.equal(45);
    expect(stderr).to.match(/1 kB of entries wait in .*audit until a bot stores them/);
  });
});
