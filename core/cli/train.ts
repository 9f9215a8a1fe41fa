import { watch } from 'node:fs';
import { join, relative } from 'node:path';
import { formatFault, loadConfig, type PropertyConfig } from '../config/index.ts';
import { readTests } from '../nlu/evaluation/read-tests.ts';
import { type TrainingOutcome, trainProperty } from '../nlu/training/train-property.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { fail } from './fail.ts';
import { createProgress } from './progress.ts';
import { readArguments } from './read-arguments.ts';

const usage = `Trains the language model of every property; exit code 2 when a new one is worse on the tests, and so not used:

  npm run train

  --property <id>            this property alone
  --tests <file or folder>   messages to measure with; BOTONES_TESTS or test/data without it
  --force                    uses the new model even if it is worse
  --watch                    trains again whenever the configuration is written`;

const { values } = readArguments(usage, {
  options: {
    property: { type: 'string' },
    tests: { type: 'string' },
    force: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
  },
});

const env = readEnvironment(process.env);
if (values.watch) watchAndTrain();
else await trainAll().catch(fail);

async function trainAll(): Promise<void> {
  const { properties } = loadConfig(env.configFolder, process.env);
  const chosen = properties.filter(({ property }) => values.property === undefined || property.id === values.property);
  if (chosen.length === 0) throw new RangeError(`No property is called "${values.property}".`);
  for (const config of chosen) await trainOne(config, env);
}

async function trainOne(config: PropertyConfig, { modelFolder, tests: ownTests }: Environment): Promise<void> {
  const { id, name, languages } = config.property;
  print(`${name}: ${config.bot.examples.length} examples in ${languages.join(' and ')}`);
  const tests = readTests(values.tests ?? ownTests, id, languages[0] ?? 'en');
  const progress = createProgress(process.stderr);
  const outcome = await trainProperty(config, {
    folder: modelFolder,
    tests,
    force: values.force,
    progress: progress.report,
  });
  progress.clear();
  for (const warning of outcome.warnings) print(`warning  ${formatFault(warning)}`);
  print(describe(outcome, join(modelFolder, id, outcome.name)));
  if (outcome.kind === 'worse') process.exitCode = 2;
}

function describe(outcome: TrainingOutcome, place: string): string {
  const folder = relative(process.cwd(), place);
  if (outcome.kind === 'unchanged') return `Nothing has changed since ${folder} was trained.`;
  const { rehearsed, tested } = outcome.figures ?? {};
  const lines = [`Trained in ${outcome.seconds.toFixed(1)} s: ${folder}`];
  if (rehearsed) lines.push(`  on examples held back   ${percent(rehearsed.accuracy)} right`);
  if (tested) lines.push(`  on ${tested.messages} test messages  ${percent(tested.accuracy)} right of those in scope`);
  if (outcome.loss.now !== null) {
    const before = outcome.loss.before === null ? '' : `, ${outcome.loss.before.toFixed(3)} before`;
    lines.push(`  loss a test message     ${outcome.loss.now.toFixed(3)}${before}`);
  }
  lines.push(`  report                  ${join(folder, 'report.html')}`);
  lines.push(
    outcome.kind === 'worse'
      ? 'It is worse than the current model, which stays in use; --force switches all the same.'
      : 'It is the current model now; running bots take it within seconds.',
  );
  return lines.join('\n');
}

/** Trains again whenever a file of the configuration was written; a fault is told, and the next write tried. */
function watchAndTrain(): void {
  let wanted = true;
  let busy = false;
  const run = async () => {
    if (busy) return;
    busy = true;
    while (wanted) {
      wanted = false;
      await trainAll().catch((error) => print(error instanceof Error ? error.message : String(error)));
    }
    busy = false;
    print(`Watching ${relative(process.cwd(), env.configFolder) || '.'} …`);
  };
  let timer: NodeJS.Timeout | undefined;
  watch(env.configFolder, { recursive: true }, () => {
    wanted = true;
    clearTimeout(timer);
    timer = setTimeout(run, 300);
  });
  void run();
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
