import { createInterface, type Interface } from 'node:readline/promises';
import { OUT_OF_SCOPE } from '@botones/contract';
import { loadConfig, type PropertyConfig } from '../config/index.ts';
import { loadModel } from '../nlu/index.ts';
import type { Candidate, CandidateStore } from '../nlu/review/candidate.ts';
import { openFileCandidates } from '../nlu/review/file-candidates.ts';
import { assignGroup, discardGroup, openReview, type ReviewGroup } from '../nlu/review/review.ts';
import { readEnvironment } from './environment.ts';
import { fail } from './fail.ts';
import { readArguments } from './read-arguments.ts';

/** `npm run nlu:review [-- --property <id>] [--file <candidates.jsonl>]`: decides what escalated messages teach. */
const { values } = readArguments({
  options: {
    property: { type: 'string' },
    file: { type: 'string', default: 'data/nlu-candidates.jsonl' },
  },
});

const help =
  '  number or intent: assign · o: out of scope · 1,3 <intent>: only these · d: discard · s: later · q: quit';

await review().catch(fail);

async function review(): Promise<void> {
  const env = readEnvironment(process.env);
  const { properties } = loadConfig(env.configFolder, process.env);
  const config = properties.find(({ property }) => values.property === undefined || property.id === values.property);
  if (!config) throw new RangeError(`No property is called "${values.property}".`);
  const store = openFileCandidates(values.file);
  const groups = await openReview(store, await loadModel(env.modelFolder, config.property.id));
  if (groups.length === 0) return print('Nothing waits for a decision.');
  print(
    `${groups.reduce((sum, { candidates }) => sum + candidates.length, 0)} messages in ${groups.length} groups\n${help}`,
  );
  const intents = [...config.bot.intents.keys()];
  const terminal = createInterface({ input: process.stdin, output: process.stdout, completer: completeFrom(intents) });
  try {
    for (const [at, group] of groups.entries()) {
      print(`\n${at + 1}/${groups.length}`);
      if (!(await decide(terminal, store, config, group))) break;
    }
  } finally {
    terminal.close();
  }
  print('\nnpm run train  teaches the bot what you decided.');
}

/** False when the person wants to stop. */
async function decide(
  terminal: Interface,
  store: CandidateStore,
  config: PropertyConfig,
  group: ReviewGroup,
): Promise<boolean> {
  let waiting = group.candidates;
  while (waiting.length > 0) {
    for (const [at, { text, language }] of waiting.entries()) print(`  ${at + 1}. ${text}  (${language})`);
    print(group.suggestions.map((intent, at) => `     [${at + 1}] ${intent}`).join('\n'));
    const answer = (await terminal.question('> ')).trim();
    if (answer === 'q') return false;
    if (answer === 's' || answer === '') return true;
    const { chosen, rest, what } = choose(waiting, answer);
    const intent = intentOf(what, group.suggestions, config);
    if (what === 'd') await discardGroup(store, chosen);
    else if (intent === null) {
      print(`No intent is called "${what}".\n${help}`);
      continue;
    } else print(`  → ${(await assignGroup(store, config, chosen, intent)).join(', ')}`);
    waiting = rest;
  }
  return true;
}

/** `1,3 ask_wifi` chooses two messages; without numbers and a space before the intent, all. */
function choose(waiting: readonly Candidate[], answer: string) {
  const match = /^([\d,]+)\s+(\S+)$/.exec(answer);
  if (!match) return { chosen: waiting, rest: [], what: answer };
  const numbers = new Set((match[1] ?? '').split(',').map(Number));
  const isChosen = (at: number) => numbers.has(at + 1);
  return {
    chosen: waiting.filter((_, at) => isChosen(at)),
    rest: waiting.filter((_, at) => !isChosen(at)),
    what: match[2] ?? '',
  };
}

function intentOf(what: string, suggestions: readonly string[], { bot }: PropertyConfig): string | null {
  if (what === 'o') return OUT_OF_SCOPE;
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
