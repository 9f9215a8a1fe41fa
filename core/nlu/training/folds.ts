import { createRandom, shuffle } from '../learn/random.ts';

/** What one rehearsal holds back, by index into the examples. */
export interface Fold {
  readonly learned: readonly number[];
  /** Held back, while other examples of their intents are learned. */
  readonly known: readonly number[];
  /** Held back with their whole intent. */
  readonly strangers: readonly number[];
}

/** Every example is known in one fold and a stranger in another; small data get more folds, for larger halves. */
export function planFolds(intentOf: readonly string[]): Fold[] {
  const count = countFolds(intentOf.length);
  const random = createRandom(23);
  const byIntent = Map.groupBy(intentOf.keys(), (index) => intentOf[index] ?? '');
  const folds = Array.from({ length: count }, () => ({
    learned: [] as number[],
    known: [] as number[],
    strangers: [] as number[],
  }));
  shuffle([...byIntent.keys()].sort(), random).forEach((intent, place) => {
    const home = place % count;
    shuffle([...(byIntent.get(intent) ?? [])], random).forEach((index, turn) => {
      const away = (home + 1 + (turn % (count - 1))) % count;
      folds.forEach((fold, at) => {
        (at === home ? fold.strangers : at === away ? fold.known : fold.learned).push(index);
      });
    });
  });
  return folds.map((fold) => ({ ...fold, learned: fold.learned.sort((left, right) => left - right) }));
}

/** The more folds, the nearer a rehearsal comes to the real model; large data need fewer and cost more. */
function countFolds(examples: number): number {
  if (examples <= 600) return 12;
  if (examples <= 2_000) return 8;
  return examples <= 6_000 ? 4 : 3;
}
