import type { Replay } from './replay.ts';

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

/** Rasa's `story_report.json`: how often each action was right, and how many conversations were right as a whole. */
export function reportStories(replays: readonly Replay[]): StoryReport {
  const pairs = replays.flatMap(({ actions }) => actions);
  const labels = [...new Set(pairs.flatMap(({ expected, predicted }) => [expected, predicted]))].sort();
  const figures = labels.map((label) => [label, figuresOf(label, pairs)] as const);
  const correct = replays.filter(({ passed }) => passed).length;
  return {
    ...Object.fromEntries(figures),
    accuracy: share(pairs.filter(({ expected, predicted }) => expected === predicted).length, pairs.length),
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

type Pair = Replay['actions'][number];

function figuresOf(label: string, pairs: readonly Pair[]): LabelFigures {
  const support = pairs.filter(({ expected }) => expected === label).length;
  const claimed = pairs.filter(({ predicted }) => predicted === label).length;
  const right = pairs.filter(({ expected, predicted }) => expected === label && predicted === label).length;
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
