import { createRandom, shuffle } from '../learn/random.ts';

/** What one rehearsal holds back, by index into the examples. */
export interface Fold {
  readonly learned: readonly number[];
  /** Held back, while other examples of their intents are learned. */
  readonly known: readonly number[];
  /** Held back with their whole intent. */
  readonly strangers: readonly number[];
}

/**
 * Every intent is left out of one fold. Of the others, a fold holds back few examples, so that it knows them nearly as
 * well as the real model does.
 */
export function planFolds(intentOf: readonly string[]): Fold[] {
  const count = countFolds(intentOf.length);
  const parts = Math.max(5, count - 1);
  const random = createRandom(23);
  const byIntent = Map.groupBy(intentOf.keys(), (index) => intentOf[index] ?? '');
  const places = new Map(shuffle([...byIntent.keys()].sort(), random).map((intent, place) => [intent, place % count]));
  const parted = new Map([...places.keys()].flatMap((intent) => partOf(byIntent.get(intent) ?? [], parts, random)));
  return Array.from({ length: count }, (_, fold) => {
    const group = Object.groupBy(intentOf.keys(), (index) => {
      const home = places.get(intentOf[index] ?? '') ?? 0;
      if (home === fold) return 'strangers';
      return (fold - home + count) % count === (parted.get(index) ?? 0) + 1 ? 'known' : 'learned';
    });
    return { learned: group.learned ?? [], known: group.known ?? [], strangers: group.strangers ?? [] };
  });
}

/** Example → part, 0 to `parts` - 1, by chance and evenly. */
function partOf(examples: readonly number[], parts: number, random: () => number): [example: number, part: number][] {
  return shuffle([...examples], random).map((index, turn) => [index, turn % parts]);
}

/** The more folds, the nearer a rehearsal comes to the real model; large data need fewer and cost more. */
function countFolds(examples: number): number {
  if (examples <= 600) return 12;
  if (examples <= 2_000) return 8;
  return examples <= 6_000 ? 4 : 3;
}
