import { BotonesError } from '@botones/contract';
import { loadConfig } from '../config/index.ts';
import { replyAsStaff, returnToBot } from '../delivery/staff.ts';
import { readLastMessages } from '../delivery/transcript.ts';
import { announce } from '../delivery/wake.ts';
import { renderFor } from '../pipeline/render-for.ts';
import { listOpenHandoffs } from '../store/list-handoffs.ts';
import { openStore } from '../store/open-store.ts';
import { readEnvironment } from './environment.ts';
import { fail } from './fail.ts';
import { readArguments } from './read-arguments.ts';

const usage = `Conversations that wait for a person:

  npm run handoff -- list                            who waits, for how long, and what was said last
  npm run handoff -- reply <conversation> "text"     answer the guest  [--name "Marta"]
  npm run handoff -- return <conversation>           give the conversation back to the bot

A conversation may be named by the first characters of its id.`;

await handoff().catch(fail);

async function handoff(): Promise<void> {
  const { values, positionals } = readArguments(usage, {
    allowPositionals: true,
    options: { name: { type: 'string' } },
  });
  const [command, id, text] = positionals;
  const known = command === 'list' || (command === 'return' && id) || (command === 'reply' && id && text?.trim());
  if (!known) throw new RangeError(usage);
  const env = readEnvironment(process.env);
  const store = await openStore({ url: env.databaseUrl, dataFolder: env.dataFolder, role: 'handoff' });
  try {
    const open = await listOpenHandoffs(store.database.url);
    if (command === 'list') await list(open);
    else if (command === 'return') await giveBack(find(open, id ?? ''));
    else await reply(find(open, id ?? ''), text ?? '', values.name ?? 'Staff');
  } finally {
    await store.close();
  }

  async function list(handoffs: Awaited<ReturnType<typeof listOpenHandoffs>>): Promise<void> {
    if (handoffs.length === 0) say('Nobody waits for a person.');
    for (const { conversationId, property, channel, reason, language, openedAt } of handoffs) {
      const minutes = Math.floor((Date.now() - openedAt.getTime()) / 60_000);
      say(`${conversationId}  ${property}  ${channel}  ${language}  ${reason}  ${minutes} min`);
      for (const { from, parts } of await readLastMessages(store.database, conversationId, 5)) {
        say(`    ${from.padEnd(5)}  ${parts.map((part) => ('text' in part ? part.text : `[${part.type}]`)).join(' ')}`);
      }
    }
  }

  async function reply(target: OpenHandoff, words: string, author: string): Promise<void> {
    const parts = [{ type: 'text' as const, text: words }];
    const config = loadConfig(env.configFolder, process.env);
    const { rendered, pull } = await renderFor(config, env.projectFolder, target, parts);
    await replyAsStaff(store.database, target.conversationId, author, rendered, pull);
    await announce(store.database, pull ? 'botones_said' : 'botones_work', `staff ${target.conversationId}`);
    say('The guest gets your answer.');
  }

  async function giveBack(target: OpenHandoff): Promise<void> {
    await returnToBot(store.database, target.conversationId);
    say('The bot answers the next message of this guest.');
  }
}

type OpenHandoff = Awaited<ReturnType<typeof listOpenHandoffs>>[number];

function find(open: readonly OpenHandoff[], prefix: string): OpenHandoff {
  const fitting = open.filter(({ conversationId }) => conversationId.startsWith(prefix));
  const [only] = fitting;
  if (fitting.length === 1 && only) return only;
  const problem = fitting.length === 0 ? 'No conversation that waits for a person' : 'More than one conversation';
  throw new BotonesError('ERR_NOT_FOUND', `${problem} begins with "${prefix}". See: npm run handoff -- list`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
