import { alignEntities, type Pair } from './align-entities.ts';
import { intentOf, predictedIntent, type Replay } from './verdict.ts';

/** Figures of one label, as scikit-learn names them. */
export interface LabelFigures {
  readonly precision: number;
  readonly recall: number;
  readonly 'f1-score': number;
  readonly support: number;
}

export type StoryReport = Readonly<Record<string, LabelFigures | number | ConversationAccuracy>>;

interface ConversationAccuracy {
  readonly accuracy: number;
  readonly correct: number;
  readonly with_warnings: number;
  readonly total: number;
}

/**
 * Rasa's `story_report.json`: how often each action, intent and entity that stories name was right, and how many
 * conversations were right as a whole. Nothing for no stories, as in Rasa.
 */
export function reportStories(replays: readonly Replay[]): StoryReport {
  const pairs = replays.flatMap(pairsOf);
  if (pairs.length === 0) return {};
  const labels = [...new Set(pairs.map(({ expected }) => expected))].sort();
  const figures = labels.map((label) => [label, figuresOf([label], pairs)] as const);
  const accuracy = share(pairs.filter(({ expected, predicted }) => expected === predicted).length, pairs.length);
  const correct = replays.filter(({ passed }) => passed).length;
  return {
    ...Object.fromEntries(figures),
    accuracy,
    'micro avg': figuresOf(labels, pairs),
    'macro avg': average(figures, () => 1),
    'weighted avg': average(figures, ({ support }) => support),
    conversation_accuracy: {
      accuracy: share(correct, replays.length),
      correct,
      with_warnings: 0,
      total: replays.length,
    },
  };
}

function pairsOf({ actions, messages }: Replay): Pair[] {
  const intents = messages.map(({ expected, predicted }) => {
    return { expected: intentOf(expected), predicted: predictedIntent(expected, predicted) };
  });
  return [...actions, ...intents, ...alignEntities(messages)];
}

function figuresOf(labels: readonly string[], pairs: readonly Pair[]): LabelFigures {
  const isCounted = new Set(labels);
  const support = pairs.filter(({ expected }) => isCounted.has(expected)).length;
  const claimed = pairs.filter(({ predicted }) => isCounted.has(predicted)).length;
  const right = pairs.filter(({ expected, predicted }) => expected === predicted && isCounted.has(expected)).length;
  const precision = share(right, claimed);
  const recall = share(right, support);
  return { precision, recall, 'f1-score': share(2 * precision * recall, precision + recall), support };
}

function average(
  figures: readonly (readonly [string, LabelFigures])[],
  weigh: (one: LabelFigures) => number,
): LabelFigures {
  const whole = figures.reduce((sum, [, one]) => sum + weigh(one), 0);
  const mean = (key: keyof LabelFigures) =>
    share(
      figures.reduce((sum, [, one]) => sum + one[key] * weigh(one), 0),
      whole,
    );
  return {
    precision: mean('precision'),
    recall: mean('recall'),
    'f1-score': mean('f1-score'),
    support: figures.reduce((sum, [, { support }]) => sum + support, 0),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
