import { createInterface, type Interface } from 'node:readline/promises';
import { OUT_OF_SCOPE } from '@botones/contract';
import { loadConfig, type PropertyConfig } from '../config/index.ts';
import { loadModel, type Model, openStoredCandidates } from '../nlu/index.ts';
import type { Candidate, CandidateStore } from '../nlu/review/candidate.ts';
import { openFileCandidates } from '../nlu/review/file-candidates.ts';
import { assignGroup, discardGroup, openReview, type ReviewGroup } from '../nlu/review/review.ts';
import { openStore } from '../store/open-store.ts';
import { readEnvironment } from './environment.ts';
import { fail } from './fail.ts';
import { readArguments } from './read-arguments.ts';

const usage = `Decides what messages teach that the bot handed to people or took for something else:

  npm run nlu:review

  --property <id>             of which property; the first one without it
  --file <candidates.jsonl>   reads messages from elsewhere, {"text": "…"} a line, instead of those in the database`;

const { values } = readArguments(usage, { options: { property: { type: 'string' }, file: { type: 'string' } } });

const help = '  number or intent: assign · o: out of scope · 1,3 <what>: only these · d: discard · s: later · q: quit';

await review().catch(fail);

async function review(): Promise<void> {
  const env = readEnvironment(process.env);
  const { properties } = loadConfig(env.configFolder, process.env);
  const config = properties.find(({ property }) => values.property === undefined || property.id === values.property);
  if (!config) throw new RangeError(`No property is called "${values.property}".`);
  const model = await loadModel(env.modelFolder, config.property.id);
  if (values.file !== undefined) return reviewAll(openFileCandidates(values.file), config, model);
  const { database, close } = await openStore({ url: env.databaseUrl, dataFolder: env.dataFolder, role: 'review' });
  try {
    await reviewAll(openStoredCandidates(database), config, model);
  } finally {
    await close();
  }
}

async function reviewAll(store: CandidateStore, config: PropertyConfig, model: Model): Promise<void> {
  const groups = await openReview(store, model);
  if (groups.length === 0) return print('Nothing waits for a decision.');
  print(
    `${groups.reduce((sum, { candidates }) => sum + candidates.length, 0)} messages in ${groups.length} groups\n${help}`,
  );
  const intents = [...config.bot.intents.keys()];
  const terminal = createInterface({ input: process.stdin, output: process.stdout, completer: completeFrom(intents) });
  const ask = lineReader(terminal);
  try {
    for (const [at, group] of groups.entries()) {
      print(`\n${at + 1}/${groups.length}`);
      if (!(await decide(ask, store, config, group))) break;
    }
  } finally {
    terminal.close();
  }
  print('\nnpm run train  teaches the bot what you decided.');
}

/** The next line that is typed, or null when there are no more; lines that come before they are asked for wait. */
function lineReader(terminal: Interface): () => Promise<string | null> {
  const lines = terminal[Symbol.asyncIterator]();
  return async () => {
    process.stdout.write('> ');
    const { value, done } = await lines.next();
    return done ? null : value.trim();
  };
}

/** False when the person wants to stop. */
async function decide(
  ask: () => Promise<string | null>,
  store: CandidateStore,
  config: PropertyConfig,
  group: ReviewGroup,
): Promise<boolean> {
  let waiting = group.candidates;
  while (waiting.length > 0) {
    for (const [at, one] of waiting.entries()) print(`  ${at + 1}. ${describe(one)}`);
    print(group.suggestions.map((intent, at) => `     [${at + 1}] ${intent}`).join('\n'));
    const answer = await ask();
    if (answer === null || answer === 'q') return false;
    if (answer === 's' || answer === '') return true;
    const { chosen, rest, what } = choose(waiting, answer);
    const intent = intentOf(what, group.suggestions, config);
    if (chosen.length === 0 || (what !== 'd' && intent === null)) {
      print(chosen.length === 0 ? 'There is no such message.' : `No intent is called "${what}".`);
      print(help);
      continue;
    }
    if (intent === null) await discardGroup(store, chosen);
    else print(`  → ${(await assignGroup(store, config, chosen, intent)).join(', ')}`);
    waiting = rest;
  }
  return true;
}

function describe({ text, language, reason, intent, confidence, meant }: Candidate): string {
  const taken = intent === null ? '' : `, taken for ${intent} at ${confidence.toFixed(2)}`;
  return `${text}  (${language}, ${reason}${taken}${meant ? `, meant ${meant}` : ''})`;
}

/** `1,3 ask_wifi` chooses two messages; without numbers and a space before the intent, all. */
function choose(waiting: readonly Candidate[], answer: string) {
  const [, numbers, what = answer] = /^(\d+(?:\s*,\s*\d+)*)\s+(\S+)$/.exec(answer) ?? [];
  const chosen = new Set(numbers?.split(',').map(Number) ?? waiting.keys().map((at) => at + 1));
  const isChosen = (at: number) => chosen.has(at + 1);
  return {
    chosen: waiting.filter((_, at) => isChosen(at)),
    rest: waiting.filter((_, at) => !isChosen(at)),
    what,
  };
}

function intentOf(what: string, suggestions: readonly string[], { bot }: PropertyConfig): string | null {
  if (what === 'o') return OUT_OF_SCOPE;
  if (what === 'd') return null;
  const named = suggestions[Number(what) - 1] ?? what;
  return bot.intents.has(named) ? named : null;
}

function completeFrom(intents: readonly string[]) {
  return (line: string): [string[], string] => {
    const word = line.split(/\s/).at(-1) ?? '';
    return [intents.filter((intent) => intent.startsWith(word)), word];
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
