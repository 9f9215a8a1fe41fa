import type { Example, TrainingTools } from '@botones/contract';
import { createRandom, shuffle } from '../learn/random.ts';
import type { ComponentEntry } from '../pipeline.ts';
import { train } from '../training/train.ts';
import type { TrainableBot } from '../training/training-input.ts';
import { type Answer, answerAll } from './answer.ts';

export interface CrossValidation {
  readonly languages: readonly string[];
  readonly pipeline: readonly ComponentEntry[];
  readonly folds: number;
  readonly progress?: TrainingTools['progress'];
}

/**
 * Trains `folds` whole models, each without its share of every intent's examples, and lets it answer those.
 * Unlike rehearsals, calibration included: the figures are those of models that never saw the message at all.
 */
export async function crossValidate(bot: TrainableBot, options: CrossValidation): Promise<Answer[]> {
  const { folds, languages, pipeline, progress } = options;
  const foldOf = assignFolds(bot.examples, folds);
  const answers: Answer[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const part = { ...bot, examples: bot.examples.filter((_, at) => foldOf[at] !== fold) };
    const { model } = await train(part, { property: 'cross-validation', languages, pipeline });
    answers.push(
      ...answerAll(
        model,
        bot.examples.filter((_, at) => foldOf[at] === fold),
      ),
    );
    progress?.('cross-validation', fold + 1, folds);
  }
  return answers;
}

/** Each intent's examples in a language, evenly and by chance. */
function assignFolds(examples: readonly Example[], folds: number): number[] {
  const random = createRandom(17);
  const foldOf: number[] = [];
  const groups = Map.groupBy(examples.keys(), (at) => `${examples[at]?.intent}\n${examples[at]?.language}`);
  for (const group of groups.values()) {
    const start = Math.floor(random() * folds);
    shuffle([...group], random).forEach((at, turn) => {
      foldOf[at] = (start + turn) % folds;
    });
  }
  return foldOf;
}
