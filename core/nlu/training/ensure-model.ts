import { join } from 'node:path';
import type { PropertyConfig } from '../../config/config.ts';
import type { TestMessage } from '../evaluation/answer.ts';
import { loadModel, readManifest } from '../model/load-model.ts';
import type { Manifest, Model } from '../model/model.ts';
import { listModels, modelName, propertyFolder, readCurrent, setCurrent } from '../model/model-folder.ts';
import { buildPipeline } from '../pipeline.ts';
import { compareWithCurrent } from './adopt-model.ts';
import { trainInChild } from './train-in-child.ts';
import { hashInput, trainingInput } from './training-input.ts';

export interface TrainingLog {
  info(fields: object, sentence: string): void;
}

/**
 * The property's model for the configuration as it is: the current one if it was trained on the same data, otherwise
 * another of the same data, or a new one. As in `npm run train`, that becomes current unless it is worse on the tests;
 * a model that is newer than the current one was found worse, or set aside by a person, and stays aside.
 * @param folder with a folder a property, usually `nlp-models`
 * @param readTests messages that training never sees; asked for only where a model would become current
 * @throws BotonesError when the training data or the pipeline cannot be trained
 */
export async function ensureModel(
  config: PropertyConfig,
  folder: string,
  log: TrainingLog,
  readTests: () => readonly TestMessage[] = () => [],
): Promise<Model> {
  const property = config.property.id;
  const { languages } = config.property;
  const hash = hashInput(trainingInput(config.bot, languages, config.pipeline));
  const current = await readModel(folder, property, await readCurrent(folder, property), log);
  if (current?.manifest.hash === hash) return current;
  const stays = (model: Model) => {
    log.info({ property, model: modelName(model.manifest) }, STAYS);
    return model;
  };
  const other = current && (await findModel(folder, property, hash, log));
  if (current && other) {
    if (other.manifest.trainedAt >= current.manifest.trainedAt) return stays(current);
    if ((await compareWithCurrent(config, other, { folder, tests: readTests() })).worse) return stays(current);
    await setCurrent(folder, property, modelName(other.manifest));
    return other;
  }
  // Here, because the child process no longer knows in which line a wrong option stands.
  await buildPipeline(config.pipeline, languages);
  log.info({ property, examples: config.bot.examples.length }, 'training the language model');
  const { seconds, worse } = await trainInChild({ ...plainData(config), folder, tests: readTests() });
  log.info({ property, seconds }, 'trained the language model');
  const model = await loadModel(folder, property);
  return worse ? stays(model) : model;
}

const STAYS =
  'the current model stays in use: the one of these files was worse on the tests or set aside (npm run train -- --force takes it)';

/** The newest that was trained on these data. */
async function findModel(folder: string, property: string, hash: string, log: TrainingLog): Promise<Model | null> {
  for (const name of await listModels(folder, property)) {
    const place = join(propertyFolder(folder, property), name);
    const manifest: Manifest | null = await readManifest(place).catch(() => null);
    if (manifest?.hash !== hash) continue;
    const model = await readModel(folder, property, name, log);
    if (model) return model;
  }
  return null;
}

/** Null where there is none that can be read. */
async function readModel(
  folder: string,
  property: string,
  name: string | null,
  log: TrainingLog,
): Promise<Model | null> {
  if (name === null) return null;
  return loadModel(folder, property, name).catch((error: unknown) => {
    log.info({ property, model: name, error }, 'a model cannot be read');
    return null;
  });
}

/** What can be sent to another process. */
function plainData({ property, thresholds, pipeline, bot }: PropertyConfig) {
  const { examples, entities, synonyms, regexes, lookups } = bot;
  return {
    property: { id: property.id, name: property.name, languages: property.languages },
    thresholds,
    pipeline: pipeline.map(({ name, options }) => ({ name, options })),
    bot: { examples, entities, synonyms, regexes, lookups },
  };
}
