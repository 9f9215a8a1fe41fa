import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Corpus, corpusFiles, readCorpus } from './corpus.ts';

/**
 * `npm run bench:nlu -- <corpus.json or folder> [--stock]`: trains on each corpus, measures, and ends in one line of
 * JSON; with `--stock`, plain @nlpjs/basic with its defaults is measured in the same run.
 */
const { values, positionals } = parseArgs({
  options: { stock: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [path] = positionals;
if (path === undefined) {
  process.stderr.write('npm run bench:nlu -- <corpus.json or folder with such files> [--stock]\n');
  process.exit(1);
}

type Figures = Record<string, number | null>;
type Measured = { readonly ours: Figures; readonly stock?: Figures };

const results: Record<string, Measured> = {};
for (const file of corpusFiles(path)) {
  const corpus = readCorpus(file);
  const figures = await measureOurs(file, corpus);
  print(corpus.name, figures);
  results[corpus.name] = { ours: figures };
  if (values.stock) {
    const stock = await answerOf('stock.ts', [file]);
    print(`${corpus.name} (stock NLP.js)`, stock);
    results[corpus.name] = { ours: figures, stock };
  }
}
process.stdout.write(`${JSON.stringify(summaryOf(results))}\n`);

/** One corpus: its figures. More: their means, and each under `corpora`. */
function summaryOf(measured: Readonly<Record<string, Measured>>): object {
  const flat = Object.entries(measured).map(
    ([name, { ours, stock }]) => [name, stock ? { ...ours, stock } : ours] as const,
  );
  if (flat.length === 1) return flat[0]?.[1] ?? {};
  return { ...meanOf(Object.values(measured).map(({ ours }) => ours)), corpora: Object.fromEntries(flat) };
}

async function measureOurs(file: string, corpus: Corpus): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-nlu-'));
  try {
    const order = {
      property: { id: 'bench', name: corpus.name, languages: [corpus.language] },
      thresholds: { handoff: 0.45, clarify: 0.65 },
      pipeline: [],
      folder,
      tests: [],
      bot: {
        examples: corpus.train.map((example) => ({ ...example, entities: [] })),
        entities: new Map(),
        synonyms: {},
        regexes: {},
        lookups: {},
      },
    };
    const { seconds = null } = await answerOf('../../../core/nlu/training/train-child.ts', [], order);
    return { trainSeconds: seconds, ...(await answerOf('measure.ts', [file, folder, 'bench'])) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a module in a process of its own and gives what it sends. */
function answerOf(module: string, args: string[], order?: object): Promise<Figures> {
  const { promise, resolve, reject } = Promise.withResolvers<Figures>();
  // Silent, because NLP.js prints a line an epoch.
  const child = fork(new URL(module, import.meta.url), args, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let answer: Figures | null = null;
  child.on('message', (message) => {
    answer = message as Figures;
    child.disconnect();
  });
  child.on('exit', () => (answer ? resolve(answer) : reject(new Error(`${module} ended without an answer`))));
  if (order) child.send(order);
  return promise;
}

function meanOf(all: readonly Figures[]): Figures {
  const keys = Object.keys(all[0] ?? {});
  return Object.fromEntries(
    keys.map((key) => {
      const numbers = all.map((figures) => figures[key]).filter((value) => typeof value === 'number');
      return [key, numbers.length ? numbers.reduce((sum, one) => sum + one, 0) / numbers.length : null];
    }),
  );
}

function print(name: string, figures: Figures): void {
  const cells = Object.entries(figures).map(
    ([key, value]) => `${key} ${value === null ? '–' : Number(value.toPrecision(4))}`,
  );
  process.stdout.write(`${name.padEnd(32)} ${cells.join('  ')}\n`);
}
