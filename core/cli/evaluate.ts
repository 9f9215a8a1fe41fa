import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { loadConfig, type PropertyConfig } from '../config/index.ts';
import { type Answer, answerAll } from '../nlu/evaluation/answer.ts';
import { compare } from '../nlu/evaluation/compare.ts';
import { crossValidate } from '../nlu/evaluation/cross-validate.ts';
import { figuresOf } from '../nlu/evaluation/figures.ts';
import { rasaFiles } from '../nlu/evaluation/rasa-files.ts';
import { readTests } from '../nlu/evaluation/read-tests.ts';
import { renderReport } from '../nlu/evaluation/render-report.ts';
import { defaultLoss, lossOf, recommendThresholds } from '../nlu/evaluation/thresholds.ts';
import { loadModel } from '../nlu/index.ts';
import { readEnvironment } from './environment.ts';
import { fail } from './fail.ts';
import { createProgress } from './progress.ts';
import { readArguments } from './read-arguments.ts';

const usage = `Measures a trained model on messages that training never sees, and writes a report:

  npm run evaluate

  --property <id>             of which property; the first one without it
  --tests <file or folder>    the messages; BOTONES_TESTS or test/data without it
  --model <name>              a model of the past; the current one without it
  --cross-validation          measures the pipeline on the examples themselves, each held back once
  --folds <number>            … in this many parts; 5 without it
  --compare <name or folder>  beside another model, or another configuration's pipeline
  --loss <wrong,escalated,asked>  what mistakes cost, for the recommended thresholds; ${Object.values(defaultLoss)} without it
  --out <folder>              where the report goes; data/evaluation without it`;

const { values } = readArguments(usage, {
  options: {
    property: { type: 'string' },
    tests: { type: 'string' },
    model: { type: 'string' },
    'cross-validation': { type: 'boolean', default: false },
    folds: { type: 'string', default: '5' },
    compare: { type: 'string' },
    loss: { type: 'string', default: Object.values(defaultLoss).join(',') },
    out: { type: 'string', default: 'data/evaluation' },
  },
});

await evaluate().catch(fail);

async function evaluate(): Promise<void> {
  const env = readEnvironment(process.env);
  const { properties } = loadConfig(env.configFolder, process.env);
  const config = properties.find(({ property }) => values.property === undefined || property.id === values.property);
  if (!config) throw new RangeError(`No property is called "${values.property}".`);
  const answers = await answersOf(config, env.modelFolder, values.model, config.pipeline);
  await report(config, env.modelFolder, answers);
  if (values.compare !== undefined) await reportComparison(config, env.modelFolder, answers, values.compare);
}

/** By cross-validation of the pipeline, or of a trained model on the test messages. */
async function answersOf(
  config: PropertyConfig,
  modelFolder: string,
  model: string | undefined,
  pipeline: PropertyConfig['pipeline'],
): Promise<Answer[]> {
  const { id, languages } = config.property;
  if (values['cross-validation']) {
    const progress = createProgress(process.stderr);
    const options = { languages, pipeline, folds: Number(values.folds), progress: progress.report };
    const answers = await crossValidate(config.bot, options);
    progress.clear();
    return answers;
  }
  const place = values.tests ?? readEnvironment(process.env).tests;
  const tests = readTests(place, id, languages[0] ?? 'en');
  if (tests.length === 0) throw new RangeError(`There are no test messages in ${place}; try --cross-validation.`);
  return answerAll(await loadModel(modelFolder, id, model), tests);
}

async function report({ property, thresholds }: PropertyConfig, modelFolder: string, answers: readonly Answer[]) {
  const { manifest } = await loadModel(modelFolder, property.id, values.model);
  const folder = join(values.out, property.id);
  await mkdir(folder, { recursive: true });
  const name = values['cross-validation'] ? `Cross-validation, ${values.folds} folds` : 'Test messages';
  const page = renderReport({ property: property.name, manifest, thresholds, sets: [{ name, answers }] });
  for (const [file, content] of Object.entries({ 'report.html': page, ...rasaFiles(answers) })) {
    await writeFile(join(folder, file), content);
  }
  const figures = figuresOf(answers);
  const best = recommendThresholds(answers, readLoss());
  print(
    `${property.name}: ${name.toLowerCase()}, ${answers.length} messages, ${figures.outOfScope} of them out of scope`,
  );
  print(`  right intent on top                 ${percent(figures.accuracy)}`);
  print(`  macro F1                            ${percent(figures.macroF1)}`);
  print(`  AUROC in against out of scope       ${figures.oosAuroc?.toFixed(3) ?? '–'}`);
  print(`  calibration error                   ${figures.ece.toFixed(3)}`);
  print(`  loss a message, as configured       ${lossOf(answers, thresholds, readLoss()).toFixed(3)}`);
  print(`  with handoff ${best.handoff} and clarify ${best.clarify}     ${best.loss.toFixed(3)}`);
  print(`  report                              ${relative(process.cwd(), join(folder, 'report.html'))}`);
}

/** With another model of the property, or with the pipeline of another configuration folder. */
async function reportComparison(config: PropertyConfig, modelFolder: string, first: readonly Answer[], other: string) {
  const second = values['cross-validation']
    ? await answersOf(config, modelFolder, undefined, pipelineIn(other, config.property.id))
    : await answersOf(config, modelFolder, other, []);
  const { rows, onlyFirst, onlySecond, chance } = compare(first, second, config.thresholds);
  print(`\n${'Compared with'.padEnd(38)}${'this'.padStart(10)}  ${other}`);
  for (const [name, one, two] of rows) print(`  ${name.padEnd(36)}${one.padStart(10)}  ${two}`);
  print(`  understood by this one alone ${onlyFirst.length}, by the other alone ${onlySecond.length};`);
  print(`  equally good ones would differ as much with a chance of ${percent(chance)}`);
  for (const { text, intent } of onlySecond.slice(0, 10)) print(`    only the other: “${text}” (${intent})`);
}

function pipelineIn(folder: string, property: string): PropertyConfig['pipeline'] {
  const { properties } = loadConfig(folder, process.env);
  return (properties.find((one) => one.property.id === property) ?? properties[0])?.pipeline ?? [];
}

function readLoss() {
  const [wrong = 0, escalated = 0, asked = 0] = values.loss.split(',').map(Number);
  return { wrong, escalated, asked };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
