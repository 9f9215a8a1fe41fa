import { join } from 'node:path';
import type { Fault, PropertyConfig } from '../../config/index.ts';
import type { PlacedTest } from '../evaluation/read-tests.ts';
import { readManifest } from '../model/load-model.ts';
import type { Manifest } from '../model/model.ts';
import { propertyFolder, readCurrent } from '../model/model-folder.ts';
import { type AdoptOptions, adoptModel, type LossPair } from './adopt-model.ts';
import { checkData } from './check-data.ts';
import { type TrainOptions, train } from './train.ts';
import { hashInput, trainingInput } from './training-input.ts';

/** `force` also trains where nothing has changed. */
export interface TrainPropertyOptions extends AdoptOptions {
  readonly tests: readonly PlacedTest[];
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
      readonly loss: LossPair;
    };

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
  const { name, worse, figures, loss } = await adoptModel(config, trained, options);
  return { kind: worse ? 'worse' : 'switched', name, seconds: trained.seconds, warnings, figures, loss };
}

async function isUpToDate({ bot, property, pipeline }: PropertyConfig, place: string): Promise<boolean> {
  const hash = hashInput(trainingInput(bot, property.languages, pipeline));
  return readManifest(place).then(
    (manifest) => manifest.hash === hash,
    () => false,
  );
}
