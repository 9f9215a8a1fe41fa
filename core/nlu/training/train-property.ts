import { join } from 'node:path';
import type { Fault, PropertyConfig } from '../../config/index.ts';
import { type Answer, answerAll } from '../evaluation/answer.ts';
import { figuresOf } from '../evaluation/figures.ts';
import { isWorse } from '../evaluation/is-worse.ts';
import { rasaFiles } from '../evaluation/rasa-files.ts';
import type { PlacedTest } from '../evaluation/read-tests.ts';
import { renderReport } from '../evaluation/render-report.ts';
import { lossesOf } from '../evaluation/thresholds.ts';
import { loadModel, readManifest } from '../model/load-model.ts';
import type { Figures, Manifest } from '../model/model.ts';
import { propertyFolder, pruneModels, readCurrent, setCurrent } from '../model/model-folder.ts';
import { saveModel } from '../model/save-model.ts';
import { checkData } from './check-data.ts';
import { type TrainOptions, train } from './train.ts';
import { hashInput, trainingInput } from './training-input.ts';

export interface TrainPropertyOptions {
  /** With a folder a property. */
  readonly folder: string;
  /** Messages that training never sees; they decide whether the new model is better. */
  readonly tests: readonly PlacedTest[];
  /** Switch to the new model even if it is worse, and train even if nothing has changed. */
  readonly force: boolean;
  readonly progress?: TrainOptions['progress'];
}

export type TrainingOutcome =
  | { readonly kind: 'unchanged'; readonly name: string; readonly warnings: readonly Fault[] }
  | {
      /** `worse`: the new model is kept in its folder, and the former stays current. */
      readonly kind: 'switched' | 'worse';
      readonly name: string;
      readonly seconds: number;
      readonly warnings: readonly Fault[];
      readonly figures: Manifest['figures'];
      /** Mean loss of a test message with this model and with the one before; null where there is none. */
      readonly loss: { readonly now: number | null; readonly before: number | null };
    };

/** Models of a property that are kept, the current one included. */
const KEPT = 5;

/** Checks, trains, measures and saves; makes the model current unless it is worse than the one before. */
export async function trainProperty(config: PropertyConfig, options: TrainPropertyOptions): Promise<TrainingOutcome> {
  const { folder, tests, force } = options;
  const { id, languages } = config.property;
  const warnings = checkData(config, tests);
  const current = await readCurrent(folder, id);
  if (!force && current !== null && (await isUpToDate(config, join(propertyFolder(folder, id), current)))) {
    return { kind: 'unchanged', name: current, warnings };
  }
  const { pipeline } = config;
  const trained = await train(config.bot, { property: id, languages, pipeline, progress: options.progress });
  const answers = answerAll(trained.model, tests);
  const figures: Figures = {
    rehearsed: trained.rehearsed.length > 0 ? figuresOf(trained.rehearsed) : null,
    tested: answers.length > 0 ? figuresOf(answers) : null,
  };
  const model = { ...trained.model, manifest: { ...trained.model.manifest, figures } };
  const name = await saveModel(model, folder, reportFiles(config, model.manifest, answers, trained.rehearsed));
  const now = lossesOf(answers, config.thresholds);
  const before = await formerLosses(config, folder, tests);
  const worse = before !== null && isWorse(now, before);
  if (!worse || force) await setCurrent(folder, id, name);
  await pruneModels(folder, id, KEPT);
  const kind = worse && !force ? 'worse' : 'switched';
  const loss = { now: meanOf(now), before: before && meanOf(before) };
  return { kind, name, seconds: trained.seconds, warnings, figures, loss };
}

async function isUpToDate({ bot, property, pipeline }: PropertyConfig, place: string): Promise<boolean> {
  const hash = hashInput(trainingInput(bot, property.languages, pipeline));
  return readManifest(place).then(
    (manifest) => manifest.hash === hash,
    () => false,
  );
}

/** Of the model that is current, if there is one that can be read. */
async function formerLosses(
  config: PropertyConfig,
  folder: string,
  tests: readonly PlacedTest[],
): Promise<number[] | null> {
  const former = await loadModel(folder, config.property.id).catch(() => null);
  return former && lossesOf(answerAll(former, tests), config.thresholds);
}

function meanOf(losses: readonly number[]): number | null {
  return losses.length > 0 ? losses.reduce((sum, loss) => sum + loss, 0) / losses.length : null;
}

/** What people and tools want to look at: of the tests where there are any, else of the rehearsals. */
function reportFiles(
  { property, thresholds }: PropertyConfig,
  manifest: Manifest,
  answers: readonly Answer[],
  rehearsed: readonly Answer[],
): Record<string, Uint8Array | string> {
  const sets = [
    { name: 'Test messages', answers },
    { name: 'Rehearsals', answers: rehearsed },
  ].filter((set) => set.answers.length > 0);
  const [first] = sets;
  if (!first) return {};
  return {
    'report.html': renderReport({ property: property.name, manifest, thresholds, sets }),
    ...rasaFiles(first.answers),
  };
}
