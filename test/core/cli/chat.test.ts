import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { migrateJobs } from '../../../core/jobs/jobs.ts';
import type { Database } from '../../../core/store/database.ts';
import { openFrontDoor, readConversation } from '../../support/delivery-rig.ts';
import { eventually } from '../../support/eventually.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { aDatabase } from '../../support/postgres.ts';
import { writeSmallHotel } from '../../support/small-hotel.ts';

describe('npm run chat', () => {
  let folder: string;
  let database: Database;
  let chat: ChildProcess;
  let shown = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-chat-'));
    database = await aDatabase();
    await migrateJobs(database.url);
  });

  after(async () => {
    chat.kill();
    await database.close();
    await rm(folder, { recursive: true });
  });

  it('answers what is typed, leaves the guests of other channels alone, and ends with the input', async () => {
    const door = openFrontDoor(database);
    const [receipt] = await door.intake.accept('miramar', 'web', [guestMessage({ text: 'hola' })]);
    await door.close();

    chat = spawn(process.execPath, [resolve('core/cli/chat.ts')], {
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        BOTONES_CONFIG: await writeSmallHotel(folder),
        BOTONES_MODELS: join(folder, 'models'),
      },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    chat.stdout?.on('data', (chunk) => {
      shown += String(chunk);
    });
    chat.stdin?.write('hello\n');
    await eventually('the answer is shown', () => shown.includes('Hello, how may I help you?'));

    // Due since before the chat began, and still untouched.
    const other = await readConversation(database, receipt?.conversationId ?? '');
    expect(other).to.include({ lastIn: 1, doneIn: 0, attempts: 0 });

    chat.stdin?.end();
    const [code] = await once(chat, 'exit');
    expect(code).to.equal(0);
  });
});
