import type { Domain } from '../domain/domain.ts';
import type { Encoder } from '../features/encoder.ts';
import { type Chosen, choosePrediction } from '../policies/choose-prediction.ts';
import type { MemoPolicy } from '../policies/memo-policy.ts';
import type { RulePolicy } from '../policies/rule-policy.ts';
import { applyEvent } from '../tracking/apply-event.ts';
import { type DialogueEvent, listen } from '../tracking/event.ts';
import { restoreSnapshot, type Snapshot, takeSnapshot } from '../tracking/snapshot.ts';
import { blankTracker, type Folding, type Tracker } from '../tracking/tracker.ts';

/** A compiled bot. It knows no conversation: trackers come in and go out. */
export class Engine {
  readonly domain: Domain;
  readonly #rule: RulePolicy | null;
  readonly #memo: readonly MemoPolicy[];
  readonly #folding: Folding;

  constructor(encoder: Encoder, rule: RulePolicy | null, memo: readonly MemoPolicy[], spare: number) {
    this.domain = encoder.domain;
    this.#rule = rule;
    this.#memo = memo;
    const depth = Math.max(rule?.book.trie.depth ?? 0, ...memo.map((policy) => policy.depth));
    this.#folding = {
      blank: encoder.blank,
      initialSlots: encoder.domain.initialSlots,
      keep: depth + spare,
      next: (features, event, index) => encoder.next(features, event, index),
    };
  }

  /** The tracker of a conversation in which nothing has happened. */
  begin(): Tracker {
    return blankTracker(this.#folding);
  }

  /** One event further. */
  apply(tracker: Tracker, event: DialogueEvent): Tracker {
    return applyEvent(tracker, event, this.#folding);
  }

  applyAll(tracker: Tracker, events: readonly DialogueEvent[]): Tracker {
    return events.reduce((one, event) => this.apply(one, event), tracker);
  }

  /** What to do next. The same tracker leads to the same answer. */
  predict(tracker: Tracker): Chosen {
    const { followup } = tracker.memory;
    if (followup !== null) return { ...forced, action: followup };
    const predictions = [
      ...(this.#rule === null ? [] : [this.#rule.predict(tracker)]),
      ...this.#memo.map((policy) => policy.predict(tracker)),
    ];
    return choosePrediction(predictions, tracker.rejected);
  }

  /** What is logged before the chosen action runs: a return to a form, and how the message counted. */
  eventsBefore(tracker: Tracker, { byText, interrupts, policy }: Chosen): DialogueEvent[] {
    const counts = policy !== null && tracker.memory.action === listen;
    return [
      ...(interrupts ? [{ type: 'loop_interrupted' } as const] : []),
      ...(counts ? [{ type: 'counted', by: byText ? 'text' : 'intent' } as const] : []),
    ];
  }

  save(tracker: Tracker): Snapshot {
    return takeSnapshot(tracker, this.#folding.initialSlots);
  }

  /** The tracker of a snapshot, or a new one where there is none. */
  restore(snapshot: Snapshot | null | undefined): Tracker {
    return restoreSnapshot(snapshot, this.#folding);
  }
}

const forced: Chosen = {
  action: listen,
  policy: null,
  confidence: 1,
  source: null,
  byText: false,
  interrupts: false,
  hidden: false,
};
