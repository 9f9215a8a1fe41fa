import { stopPostgres } from '../support/postgres.ts';
import { readConversations } from './conversation.ts';
import { openDemoHotel } from './demo-hotel.ts';
import { play } from './play.ts';

/** `npm run test:stories`: plays the recorded conversations; its last line is JSON: `passed`, `total`, `failed` names. */
const conversations = readConversations(import.meta.dirname);
const hotel = await openDemoHotel();
const differences = await Promise.all(conversations.map((one) => play(one, hotel)));
await hotel.stop();
await stopPostgres();

const names = conversations.map(({ conversation, language }) => `${conversation} (${language})`);
const failed = names.filter((_, at) => differences[at] !== null);
for (const [at, difference] of differences.entries())
  if (difference !== null) print(`failed  ${names[at]}: ${difference}`);
const total = conversations.length;
const passed = total - failed.length;
print(`${passed}/${total}`);
print(JSON.stringify({ passed, total, failed }));
if (failed.length > 0) process.exitCode = 1;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
