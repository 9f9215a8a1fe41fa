import { fork } from 'node:child_process';
import { join } from 'node:path';
import { BotonesError, type ErrorCode } from '@botones/contract';
import type { PropertyConfig } from '../../config/config.ts';
import { loadModel, readManifest } from '../model/load-model.ts';
import type { Model } from '../model/model.ts';
import { propertyFolder, readCurrent } from '../model/model-folder.ts';
import { buildPipeline, type ComponentEntry } from '../pipeline.ts';
import { hashInput, type TrainableBot, trainingInput } from './training-input.ts';

/** What the child process needs of the configuration; plain data. */
export interface TrainingOrder {
  readonly property: string;
  readonly languages: readonly string[];
  readonly pipeline: readonly ComponentEntry[];
  readonly bot: TrainableBot;
  readonly folder: string;
}

/** What it answers. */
export type TrainingResult = { readonly seconds: number } | { readonly code: ErrorCode; readonly message: string };

export interface TrainingLog {
  info(fields: object, sentence: string): void;
}

/**
 * The property's model for the configuration as it is: the current one if it was trained on the same data,
 * otherwise a new one, which becomes current. Training runs in a process of its own, which gives its memory back
 * and leaves this one free to answer.
 * @param folder with a folder a property, usually `nlp-models`
 * @throws BotonesError when the training data or the pipeline cannot be trained
 */
export async function ensureModel(config: PropertyConfig, folder: string, log: TrainingLog): Promise<Model> {
  const property = config.property.id;
  const { languages } = config.property;
  const hash = hashInput(trainingInput(config.bot, languages, config.pipeline));
  if ((await currentHash(folder, property)) === hash) {
    const model = await loadModel(folder, property).catch((error: unknown) => {
      log.info({ property, error }, 'the current model cannot be read');
      return null;
    });
    if (model) return model;
  }
  // Here, because the child process no longer knows in which line a wrong option stands.
  await buildPipeline(config.pipeline, languages);
  log.info({ property, examples: config.bot.examples.length }, 'training the language model');
  const { examples, entities, synonyms, regexes, lookups } = config.bot;
  const seconds = await trainInChild({
    property,
    languages,
    pipeline: config.pipeline.map(({ name, options }) => ({ name, options })),
    bot: { examples, entities, synonyms, regexes, lookups },
    folder,
  });
  log.info({ property, seconds }, 'trained the language model');
  return loadModel(folder, property);
}

async function currentHash(folder: string, property: string): Promise<string | null> {
  const name = await readCurrent(folder, property);
  if (name === null) return null;
  return readManifest(join(propertyFolder(folder, property), name)).then(
    ({ hash }) => hash,
    () => null,
  );
}

/** The channel closes after the last message, also when the child is killed. */
function trainInChild(order: TrainingOrder): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const child = fork(new URL('./train-child.ts', import.meta.url), [], { serialization: 'advanced' });
  let result: TrainingResult | null = null;
  child.on('message', (message) => {
    result = message as TrainingResult;
  });
  child.on('error', reject);
  child.on('disconnect', () => {
    if (!result) reject(new Error('Training ended early'));
    else if ('seconds' in result) resolve(result.seconds);
    else reject(new BotonesError(result.code, result.message));
  });
  child.send(order);
  return promise;
}
