import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { openDatabase } from '../../../core/store/database.ts';
import { freePort } from '../../../core/store/embedded-place.ts';
import { type FakeGmail, startFakeGmail } from '../../fakes/gmail/index.ts';
import { writeDemoHotel } from '../../support/demo-folder.ts';
import { startFleet } from '../fleet.ts';
import { createRandom } from '../options.ts';
import { judge, type Verdict } from './judge.ts';
import { deliverMail, fillMailbox, type Sent } from './mails.ts';
import type { GmailCrashOptions } from './options.ts';

/** Of Google, a minute: a hundred times what it is, or a full mailbox would take half an hour. */
const LIMIT = 600_000;
/** The hotel's share of it, as by default. */
const SHARE = (LIMIT * 2) / 3;
/** Of a hundred sends, so many are taken, and the line breaks before the answer. */
const UNHEARD = 2;
/** Without a new answer: then nothing goes on any more. */
const QUIET_S = 45;

/**
 * A hotel with a full mailbox, and more mail coming in, while its processes and its PostgreSQL die by SIGKILL. Compares
 * what was written to it with what came back.
 */
export async function runGmailCrash(options: GmailCrashOptions, tell: (line: string) => void): Promise<Verdict> {
  const random = createRandom(options.seed);
  const folder = await mkdtemp(join(tmpdir(), 'botones-gmail-crash-'));
  const google = await startFakeGmail({ clock: 'wall' });
  google.set({ quota: { perUserMinute: LIMIT }, sendsPerDay: 1_000_000 });
  let unheard = 0;
  google.mishaps.always({ kind: 'reset', taken: true }, ({ method }) => {
    const falls = method === 'messages.send' && random() * 100 < UNHEARD;
    if (falls) unheard += 1;
    return falls;
  });
  const sent = fillMailbox(google, options.mails);
  const configFolder = await writeHotel(folder, google);
  const ports = [await freePort(), await freePort()];
  const fleet = await startFleet({ folder, configFolder, workers: 2, ports });
  try {
    await fleet.ready();
    tell(`2 workers, ${ports.length} web processes and PostgreSQL are up; ${sent.length} mails wait.`);
    let kills = 0;
    let over = false;
    const killing = (async () => {
      while (!over) {
        await fleet.kill(fleet.names[Math.floor(random() * fleet.names.length)] ?? 'postgres');
        kills += 1;
        await rest(1_500 + random() * 3_500);
      }
    })();
    const coming = (async () => {
      const last = options.mails + Math.ceil(options.mails / 10);
      for (let n = options.mails; n < last; n += 1) {
        sent.push(deliverMail(google, n));
        await rest(random() * 100);
      }
    })();
    await untilQuiet(sent, 0.95, tell);
    await coming;
    over = true;
    await killing;
    tell(`${kills} kills; waiting for the rest.`);
    await untilQuiet(sent, 1, tell);
    // A double would come late: whoever sends again waits for its grace first.
    await rest(3_000);
    const { address } = google.mailbox;
    return judge({
      sent,
      read: await readOrder(fleet.url),
      isForPeople: (one) => labelsOf(google, one).includes('Bot/Human'),
      kills,
      unheard,
      refused: google.calls.filter(({ status }) => status === 403 || status === 429).length,
      most: google.meter.most(address),
      limit: LIMIT,
    });
  } finally {
    await fleet.stop();
    await google.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Until so much of what guests have written by now is answered, or nothing is answered any more. */
async function untilQuiet(sent: readonly Sent[], share: number, tell: (line: string) => void): Promise<void> {
  let [answered, since] = [-1, performance.now()];
  for (;;) {
    const guests = sent.filter(({ isRobot }) => !isRobot);
    const now = guests.filter(({ guest, messageId }) =>
      guest.inbox.some((mail) => mail.header('in-reply-to') === messageId),
    ).length;
    if (now >= guests.length * share) return;
    if (now > answered) [answered, since] = [now, performance.now()];
    else if (performance.now() - since > QUIET_S * 1_000) return tell(`No answer for ${QUIET_S} s.`);
    await rest(1_000);
  }
}

/** Ids of mails as they stand in their conversations. */
async function readOrder(url: string): Promise<string[]> {
  const database = openDatabase(url, 'judge');
  try {
    const text = 'select provider_id as id from inbox order by conversation_id, seq';
    return (await database.query<{ id: string }>({ name: '', text }, [])).map(({ id }) => id);
  } finally {
    await database.close();
  }
}

function labelsOf({ mailbox }: FakeGmail, { id }: Sent): string[] {
  return [...(mailbox.get(id)?.labels ?? [])].map((label) => mailbox.labels.get(label).name);
}

function writeHotel(folder: string, { mailbox, oauth, urls }: FakeGmail): Promise<string> {
  const gmail = {
    account: mailbox.address,
    oauth,
    urls,
    pollSeconds: 5,
    lookbackHours: 10 * 24,
    quota: { unitsPerMinute: SHARE },
    limits: { senderPauseSeconds: 0, hourly: 100_000 },
  };
  return writeDemoHotel(folder, { channels: { gmail }, ports: { notifier: { use: 'log' } } });
}
