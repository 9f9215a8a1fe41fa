import { listen } from '../tracking/event.ts';
import type { Moment } from '../tracking/moment.ts';
import type { Tracker } from '../tracking/tracker.ts';
import type { Example } from './example.ts';
import { MemoTrie } from './memo-trie.ts';
import type { MemoizationConfig } from './policy-config.ts';
import type { Prediction } from './prediction.ts';
import { type Sight, seeMoments } from './see-moments.ts';

/** Rasa's MemoizationPolicy and, with `augmented`, AugmentedMemoizationPolicy: does what a story did at the same place. */
export class MemoPolicy {
  readonly config: MemoizationConfig;
  readonly #stories = new MemoTrie();
  readonly #sight: Sight;

  constructor(stories: readonly Example[], config: MemoizationConfig, sight: Sight) {
    this.config = config;
    this.#sight = sight;
    for (const { moments, action } of stories) {
      this.#stories.add(
        this.#lately(moments).map(({ features }) => features),
        action,
      );
    }
  }

  /** Moments that it looks back. */
  get depth(): number {
    return this.#stories.depth;
  }

  predict({ moments, memory }: Tracker): Prediction {
    const { priority, usesNluConfidence, augmented } = this.config;
    const action = this.#recall(moments) ?? (augmented ? this.#recallShorter(moments) : null);
    const confidence = usesNluConfidence ? (memory.message?.understanding.confidence ?? 1) : 1;
    const policy = augmented ? 'AugmentedMemoizationPolicy' : 'MemoizationPolicy';
    return { policy, priority, scores: action === null ? [] : [[action, confidence]], source: null };
  }

  #recall(moments: readonly Moment[]): string | null {
    const isWhole = moments[0]?.index === 0;
    if (!isWhole && this.config.maxHistory === null) return null;
    return this.#stories.find(this.#lately(seeMoments(moments, 0, this.#sight)));
  }

  /** As if the conversation had begun later and later; the earliest beginning that some story shares. */
  #recallShorter(moments: readonly Moment[]): string | null {
    const earliest = Math.max(1, this.#trim(moments));
    let found: string | null = null;
    for (let begin = moments.length - 1; begin >= earliest; begin--) {
      const row = seeMoments(moments, begin, this.#sight);
      if (this.config.maxHistory === null && row.length > this.#stories.depth) break;
      found = this.#stories.find(this.#lately(row)) ?? found;
    }
    return found;
  }

  /** Where the listening lies that comes before the last `maxHistory` actions. */
  #trim(moments: readonly Moment[]): number {
    if (this.config.maxHistory === null) return 0;
    let actions = 0;
    for (let at = moments.length - 1; at > 0; at--) {
      if (++actions > this.config.maxHistory && moments[at]?.action === listen) return at;
    }
    return 0;
  }

  #lately<T>(row: readonly T[]): readonly T[] {
    return this.config.maxHistory === null ? row : row.slice(-this.config.maxHistory);
  }
}
