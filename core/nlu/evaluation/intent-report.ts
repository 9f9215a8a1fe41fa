import type { Answer } from './answer.ts';

export interface Scores {
  readonly precision: number;
  readonly recall: number;
  readonly 'f1-score': number;
  /** Messages of this intent. */
  readonly support: number;
}

export interface IntentScores extends Scores {
  /** Wrong intent → how often it was given, the most frequent first. */
  readonly confused_with: Readonly<Record<string, number>>;
}

/** The keys of Rasa's `intent_report.json`, which are scikit-learn's. */
export interface IntentReport {
  readonly [intent: string]: IntentScores | Scores | number;
  readonly 'macro avg': Scores;
  readonly 'weighted avg': Scores;
  readonly accuracy: number;
}

/** Precision, recall and F1 of each intent by the top answers, whatever their confidence. */
export function intentReport(answers: readonly Answer[]): IntentReport {
  const rows = intentRows(answers);
  const average = (weightOf: (scores: IntentScores) => number): Scores => {
    const total = rows.reduce((sum, [, scores]) => sum + weightOf(scores), 0) || 1;
    const of = (key: 'precision' | 'recall' | 'f1-score') =>
      rows.reduce((sum, [, scores]) => sum + weightOf(scores) * scores[key], 0) / total;
    return { precision: of('precision'), recall: of('recall'), 'f1-score': of('f1-score'), support: answers.length };
  };
  const right = answers.filter(({ intent, understanding }) => understanding.intent === intent).length;
  return {
    ...Object.fromEntries(rows),
    accuracy: right / (answers.length || 1),
    'macro avg': average(() => 1),
    'weighted avg': average(({ support }) => support),
  };
}

/** One row an intent that is expected or given, sorted by name. */
export function intentRows(answers: readonly Answer[]): [intent: string, scores: IntentScores][] {
  const expected = Map.groupBy(answers, ({ intent }) => intent);
  const given = Map.groupBy(answers, ({ understanding }) => understanding.intent ?? '');
  const names = [...new Set([...expected.keys(), ...given.keys()])].filter(Boolean).sort();
  return names.map((name) => [name, scoresOf(name, expected.get(name) ?? [], given.get(name)?.length ?? 0)]);
}

function scoresOf(name: string, expected: readonly Answer[], given: number): IntentScores {
  const right = expected.filter(({ understanding }) => understanding.intent === name).length;
  const precision = right / (given || 1);
  const recall = right / (expected.length || 1);
  const wrong = expected.filter(({ understanding }) => understanding.intent !== name);
  const confusions = Map.groupBy(wrong, ({ understanding }) => understanding.intent ?? '');
  return {
    precision,
    recall,
    'f1-score': precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0,
    support: expected.length,
    confused_with: Object.fromEntries(
      [...confusions].map(([other, list]): [string, number] => [other, list.length]).sort((a, b) => b[1] - a[1]),
    ),
  };
}
