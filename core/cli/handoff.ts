import { BotonesError } from '@botones/contract';
import { loadConfig } from '../config/index.ts';
import { findConversations, listKeptMedia, noteMediaRead } from '../delivery/kept-media.ts';
import { replyAsStaff, returnToBot } from '../delivery/staff.ts';
import { readLastMessages } from '../delivery/transcript.ts';
import { announce } from '../delivery/wake.ts';
import { renderFor } from '../pipeline/render-for.ts';
import { listOpenHandoffs } from '../store/list-handoffs.ts';
import { openMediaStore } from '../store/media.ts';
import { openStore } from '../store/open-store.ts';
import { readEnvironment } from './environment.ts';
import { fail } from './fail.ts';
import { readArguments } from './read-arguments.ts';
import { writeFiles } from './write-files.ts';

const usage = `Conversations that wait for a person:

  npm run handoff -- list                            who waits, for how long, and what was said last
  npm run handoff -- reply <conversation> "text"     answer the guest  [--name "Marta"]
  npm run handoff -- reply <conversation> --draft    send what the bot drafted; "text" goes below it
  npm run handoff -- return <conversation>           give the conversation back to the bot
  npm run handoff -- media <conversation>            what the guest sent: pictures, recordings, documents
  npm run handoff -- media <conversation> --out <folder>    write these files there, to look at and listen to

A conversation may be named by the first characters of its id. "media" takes any conversation, also one that the bot answers.`;

await handoff().catch(fail);

async function handoff(): Promise<void> {
  const { values, positionals } = readArguments(usage, {
    allowPositionals: true,
    options: { name: { type: 'string' }, draft: { type: 'boolean', default: false }, out: { type: 'string' } },
  });
  const [command, id, text] = positionals;
  const known =
    command === 'list' ||
    ((command === 'return' || command === 'media') && id) ||
    (command === 'reply' && id && (text?.trim() || values.draft));
  if (!known) throw new RangeError(usage);
  const env = readEnvironment(process.env);
  const store = await openStore({ url: env.databaseUrl, dataFolder: env.dataFolder, role: 'handoff' });
  try {
    if (command === 'media') return await showMedia(id ?? '', values.out);
    const open = await listOpenHandoffs(store.database.url);
    if (command === 'list') await list(open);
    else if (command === 'return') await giveBack(find(open, id ?? ''));
    else {
      const target = find(open, id ?? '');
      await reply(target, values.draft ? draftOf(target, text) : (text ?? ''), values.name ?? 'Staff');
    }
  } finally {
    await store.close();
  }

  async function list(handoffs: Awaited<ReturnType<typeof listOpenHandoffs>>): Promise<void> {
    if (handoffs.length === 0) say('Nobody waits for a person.');
    for (const { conversationId, property, channel, reason, language, openedAt, draft } of handoffs) {
      const minutes = Math.floor((Date.now() - openedAt.getTime()) / 60_000);
      say(`${conversationId}  ${property}  ${channel}  ${language}  ${reason}  ${minutes} min`);
      for (const { from, parts } of await readLastMessages(store.database, conversationId, 5)) {
        say(`    ${from.padEnd(5)}  ${parts.map((part) => ('text' in part ? part.text : `[${part.type}]`)).join(' ')}`);
      }
      if (draft !== null) say(`    draft  ${draft.replaceAll('\n', '\n           ')}`);
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

  async function showMedia(prefix: string, folder: string | undefined): Promise<void> {
    const conversation = only(await findConversations(store.database, prefix), prefix, 'No conversation');
    const files = await listKeptMedia(store.database, conversation);
    if (files.length === 0) say('This guest has sent no files.');
    const media = openMediaStore(store.database, conversation.property, '');
    const paths = folder === undefined ? null : await writeFiles(folder, files, (kept) => media.get(kept));
    if (paths !== null && paths.size > 0) await noteMediaRead(store.database, conversation, paths.size);
    for (const file of files) {
      const { at, type, name, transcript, kept } = file;
      const size = kept === null ? 'not kept' : `${kept.mime}  ${Math.ceil(kept.bytes / 1000)} kB`;
      say(`${at.toISOString().slice(0, 16)}  ${type}  ${size}${name === null ? '' : `  ${plain(name)}`}`);
      if (transcript !== null) say(`    "${plain(transcript)}"`);
      const path = paths?.get(file);
      if (path !== undefined) say(`    ${path}`);
    }
    if (files.some(({ kept }) => kept === null))
      say('What is not kept is still being fetched, or went with `retention: {mediaDays}`.');
    if (folder === undefined && files.some(({ kept }) => kept !== null)) say('To look at them: --out <folder>');
  }

  async function giveBack(target: OpenHandoff): Promise<void> {
    await returnToBot(store.database, target.conversationId);
    say('The bot answers the next message of this guest.');
  }
}

type OpenHandoff = Awaited<ReturnType<typeof listOpenHandoffs>>[number];

function find(open: readonly OpenHandoff[], prefix: string): OpenHandoff {
  const fitting = open.filter(({ conversationId }) => conversationId.startsWith(prefix));
  return only(fitting, prefix, 'No conversation that waits for a person', ' See: npm run handoff -- list');
}

function only<One>(fitting: readonly One[], prefix: string, none: string, hint = ''): One {
  const [one] = fitting;
  if (fitting.length === 1 && one) return one;
  const problem = fitting.length === 0 ? none : 'More than one conversation';
  throw new BotonesError('ERR_NOT_FOUND', `${problem} begins with "${prefix}".${hint}`);
}

/** Names and words of guests may hold what a terminal obeys. */
function plain(words: string): string {
  return words.replace(/\p{Cc}+/gu, ' ');
}

/** The bot's draft, and what staff add to it. */
function draftOf({ conversationId, draft }: OpenHandoff, added: string | undefined): string {
  if (draft !== null) return [draft, added].filter((words) => words?.trim()).join('\n\n');
  throw new BotonesError(
    'ERR_NOT_FOUND',
    `The bot has drafted nothing for ${conversationId}. Give the words yourself.`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
