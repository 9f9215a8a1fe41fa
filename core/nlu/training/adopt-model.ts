import { type Answer, answerAll, type TestMessage } from '../evaluation/answer.ts';
import { figuresOf } from '../evaluation/figures.ts';
import { isWorse } from '../evaluation/is-worse.ts';
import { rasaFiles } from '../evaluation/rasa-files.ts';
import { renderReport } from '../evaluation/render-report.ts';
import { lossesOf } from '../evaluation/thresholds.ts';
import { loadModel } from '../model/load-model.ts';
import type { Figures, Manifest, Model } from '../model/model.ts';
import { pruneModels, setCurrent } from '../model/model-folder.ts';
import { saveModel } from '../model/save-model.ts';
import type { Trained } from './train.ts';
import type { TrainableProperty } from './training-input.ts';

export interface AdoptOptions {
  /** With a folder a property. */
  readonly folder: string;
  /** Messages that training never sees; they decide whether the new model is better. */
  readonly tests: readonly TestMessage[];
  /** Switch to the new model even if it is worse. */
  readonly force: boolean;
}

export interface Adopted {
  readonly name: string;
  /** The new model costs clearly more than the current one, which stays. */
  readonly worse: boolean;
  readonly figures: Figures;
  readonly loss: LossPair;
}

/** Mean loss of a test message with this model and with the one before; null where there is none. */
export interface LossPair {
  readonly now: number | null;
  readonly before: number | null;
}

type Hotel = Pick<TrainableProperty, 'property' | 'thresholds'>;

/** Models of a property that are kept, the current one included. */
const KEPT = 5;

/** Measures and saves a model with its report; makes it current unless it is worse than the one before. */
export async function adoptModel(hotel: Hotel, trained: Trained, options: AdoptOptions): Promise<Adopted> {
  const { folder, tests, force } = options;
  const { id } = hotel.property;
  const answers = answerAll(trained.model, tests);
  const figures: Figures = {
    rehearsed: trained.rehearsed.length > 0 ? figuresOf(trained.rehearsed) : null,
    tested: answers.length > 0 ? figuresOf(answers) : null,
  };
  const model = { ...trained.model, manifest: { ...trained.model.manifest, figures } };
  const { worse, loss } = await compareWithCurrent(hotel, model, options);
  const name = await saveModel(model, folder, reportFiles(hotel, model.manifest, answers, trained.rehearsed));
  if (!worse || force) await setCurrent(folder, id, name);
  await pruneModels(folder, id, KEPT);
  return { name, worse: worse && !force, figures, loss };
}

/** On the tests; nothing is worse than a model that cannot be read, or where there are no tests. */
export async function compareWithCurrent(
  { property, thresholds }: Hotel,
  model: Model,
  { folder, tests }: Pick<AdoptOptions, 'folder' | 'tests'>,
): Promise<{ worse: boolean; loss: LossPair }> {
  const former = await loadModel(folder, property.id).catch(() => null);
  const now = lossesOf(answerAll(model, tests), thresholds);
  const before = former && lossesOf(answerAll(former, tests), thresholds);
  return {
    worse: before !== null && isWorse(now, before),
    loss: { now: meanOf(now), before: before && meanOf(before) },
  };
}

function meanOf(losses: readonly number[]): number | null {
  return losses.length > 0 ? losses.reduce((sum, loss) => sum + loss, 0) / losses.length : null;
}

/** What people and tools want to look at: of the tests where there are any, else of the rehearsals. */
function reportFiles(
  { property, thresholds }: Hotel,
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
