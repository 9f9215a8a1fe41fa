import { type Example, OUT_OF_SCOPE, type Parse, type Rehearsal, type TrainingTools } from '@botones/contract';
import type { Answer } from '../evaluation/answer.ts';
import type { Model } from '../model/model.ts';
import { createParse } from '../parse.ts';
import { buildPipeline, type ComponentEntry } from '../pipeline.ts';
import { toUnderstanding } from '../understand.ts';
import { trainSteps } from './train-steps.ts';
import { hashInput, type TrainableBot, type TrainingInput, trainingInput } from './training-input.ts';

export interface TrainOptions {
  /** Short name of the property; models of two properties never mix. */
  readonly property: string;
  /** The property's languages, the default first. */
  readonly languages: readonly string[];
  /** Default: the recommended pipeline. */
  readonly pipeline?: readonly ComponentEntry[];
  readonly progress?: TrainingTools['progress'];
  /** Default: now. */
  readonly trainedAt?: Temporal.Instant;
}

export interface Trained {
  readonly model: Model;
  /** What the model's rehearsals made of examples that they had not learned; the strangers as out of scope. */
  readonly rehearsed: readonly Answer[];
  /** Seconds of wall time. */
  readonly seconds: number;
}

/**
 * Trains every component of the pipeline on the bot's examples.
 * @throws BotonesError when a component is missing or refuses its options
 */
export async function train(bot: TrainableBot, options: TrainOptions): Promise<Trained> {
  const started = performance.now();
  const input = trainingInput(bot, options.languages, options.pipeline ?? []);
  const steps = await buildPipeline(input.pipeline, input.languages);
  const examples = input.examples.map((example) => ({ ...example, parse: parseExample(example) }));
  const { models, rehearsals } = await trainSteps(steps, { ...input, examples }, options.progress ?? (() => {}));
  const seconds = (performance.now() - started) / 1000;
  const model = { manifest: manifestOf(input, options), steps, models };
  return { model, rehearsed: rehearsals.map(toAnswer), seconds };
}

function toAnswer({ parse, intent }: Rehearsal): Answer {
  const { text, language } = parse;
  return { text, language, intent: intent ?? OUT_OF_SCOPE, understanding: toUnderstanding(parse) };
}

function parseExample({ text, language }: Pick<Example, 'text' | 'language'>): Parse {
  return createParse(text, language, language);
}

function manifestOf(input: TrainingInput, { property, trainedAt = Temporal.Now.instant() }: TrainOptions) {
  return {
    format: 1,
    property,
    hash: hashInput(input),
    trainedAt: trainedAt.toString({ smallestUnit: 'second' }),
    languages: input.languages,
    intents: input.intents,
    examples: input.examples.length,
    pipeline: input.pipeline,
  };
}
