import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bot, Role } from '../../core/bot/options.ts';
import { startBot } from '../../core/bot.ts';
import { loadConfig } from '../../core/config/index.ts';
import { type FakeGmail, type Guest, type Received, startFakeGmail } from '../fakes/gmail/index.ts';
import { startStaff } from './called-staff.ts';
import { sql } from './delivery-rig.ts';
import { writeDemoHotel } from './demo-folder.ts';
import { eventually } from './eventually.ts';
import { makeLogger } from './log-lines.ts';
import { modelsOfRun } from './models.ts';
import { aDatabase } from './postgres.ts';
import { type SmallHotelParts, writeSmallHotel } from './small-hotel.ts';

export interface GmailHotelParts extends Omit<SmallHotelParts, 'channels'> {
  /** A Google of its own, unless it is shared with others. */
  google?: FakeGmail;
  /** Another mailbox of a shared Google. */
  address?: string;
  /** Further options of the channel. */
  options?: Readonly<Record<string, unknown>>;
  /** The demo hotel with its PMS, in place of the small one. */
  demo?: boolean;
  /** Where the clock of a Google of its own begins. */
  start?: string;
}

export type GmailHotel = Awaited<ReturnType<typeof openGmailHotel>>;

/** Who signs the tokens of the door-bell, and what for. */
export const bell = { audience: 'https://chat.example.com/gmail', email: 'push@hotel.iam.gserviceaccount.com' };

/**
 * A hotel whose only channel is a mailbox, whole: files, a trained model, a real database, HTTP; and Google on this machine.
 * The bot has Google's clock, which stands until it is moved. No notice comes by itself: `ring` is the door-bell.
 */
export async function openGmailHotel(parts: GmailHotelParts = {}) {
  const { options, demo = false, start, address, ...hotel } = parts;
  const folder = await mkdtemp(join(tmpdir(), 'botones-gmail-'));
  const database = await aDatabase();
  const google = parts.google ?? (await startFakeGmail({ ...(start !== undefined && { start }) }));
  google.set({ push: { dropAboveOneASecond: false, lost: true } });
  const added = address === undefined ? null : google.addMailbox(address);
  const mailbox = added?.mailbox ?? google.mailbox;
  const staff = await startStaff();
  const gmail = {
    account: mailbox.address,
    oauth: { ...google.oauth, ...(added && { refreshToken: added.refreshToken }) },
    urls: google.urls,
    push: { topic: google.topic, audience: bell.audience, serviceAccount: bell.email },
    limits: { senderPauseSeconds: 0 },
    ...options,
  };
  const channels = { gmail };
  const pms = { use: 'demo', resilience: { timeoutSeconds: 1, deadlineSeconds: 2, tries: 1 } };
  const configFolder = demo
    ? await writeDemoHotel(folder, { channels, ports: { notifier: staff.notifier, pms } })
    : await writeSmallHotel(folder, { notifier: staff.notifier, ...hotel, channels });
  const log = makeLogger('info');
  const bots = new Set<Bot>();

  const startOne = async (role: Role = 'all') => {
    const bot = await startBot({
      config: loadConfig(configFolder, {}),
      database,
      role,
      logger: log.logger,
      http: { host: '127.0.0.1', port: 0, trustProxy: null },
      redisUrl: null,
      publicUrl: 'https://chat.example.com',
      modelFolder: demo ? modelsOfRun : join(folder, 'models'),
      projectFolder: process.cwd(),
      now: () => google.clock.now(),
    });
    bots.add(bot);
    return bot;
  };
  const first = await startOne();

  /** The door-bell of Google, at one of the bots. */
  async function ring(bot: Bot | undefined = [...bots][0]) {
    if (bot === undefined) throw new Error('No bot of this hotel runs.');
    google.subscribe({ url: `http://127.0.0.1:${bot.port}/gmail`, ...bell });
    return google.pusher.bring(mailbox.address, mailbox.history.current);
  }

  /** Everything in the mailbox is read, and everything that was read is answered as far as it can be now. */
  async function isSettled(): Promise<boolean> {
    const [row] = await sql<{ cursor: string | null; busy: number }>(
      database,
      `select (select cursor from channel_cursor where channel = 'gmail') as cursor,
        (select count(*)::int from conversation where done_in < last_in or (sent_out < last_out and due_at <= now())) as busy`,
    );
    const { history, backlog } = JSON.parse(row?.cursor ?? '{}') as { history?: string; backlog?: object };
    return history === String(mailbox.history.current) && backlog === undefined && row?.busy === 0;
  }

  const hotelAt = {
    google,
    mailbox,
    database,
    staff,
    log,
    configFolder,
    url: `http://127.0.0.1:${first.port}`,
    bot: first,
    startOne,
    async stopOne(bot: Bot) {
      bots.delete(bot);
      await bot.stop();
    },
    ring,
    isSettled,
    /** Rings until there is nothing left to do. */
    async settle() {
      await eventually('the mailbox is read and answered', async () => {
        if (await isSettled()) return true;
        await ring();
        await new Promise((next) => setTimeout(next, 25));
        return false;
      });
    },
    /** Writes, or answers the last mail, and waits for the one mail that comes back. */
    async ask(guest: Guest, letter: Parameters<Guest['writes']>[0], how: 'writes' | 'replies' = 'replies') {
      const before = guest.inbox.length;
      // Nobody writes a letter in no time; and the quota flows in.
      await google.advance({ minutes: 1 });
      await guest[guest.inbox.length === 0 ? 'writes' : how](letter);
      await ring();
      await eventually(`${guest.address} gets an answer`, () => guest.inbox.length > before);
      await hotelAt.settle();
      return guest.inbox.at(-1) as Received;
    },
    /** The conversation of a guest, as it is stored. */
    async conversation(guest: Guest) {
      const [row] = await sql<{ id: string; owner: string; reason: string | null }>(
        database,
        `select c.id, c.owner, h.reason from conversation c left join handoff h
          on h.conversation_id = c.id and h.returned_at is null where c.guest->>'key' = $1`,
        guest.address.toLowerCase(),
      );
      return row;
    },
    /** Names of the labels that a mail has. */
    labelsOf: (id: string) => [...(mailbox.get(id)?.labels ?? [])].map((label) => mailbox.labels.get(label).name),
    async stop() {
      for (const bot of bots) await bot.stop();
      if (parts.google === undefined) await google.close();
      staff.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return hotelAt;
}
