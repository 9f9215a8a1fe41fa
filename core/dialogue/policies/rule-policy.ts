import { unset } from '../features/features.ts';
import { listen } from '../tracking/event.ts';
import { activeLoop } from '../tracking/memory.ts';
import type { Tracker } from '../tracking/tracker.ts';
import type { RulePolicyConfig } from './policy-config.ts';
import type { Prediction } from './prediction.ts';
import type { LoopNote, Rule, RuleBook } from './rule-book.ts';
import type { Reading } from './rule-trie.ts';

/** Intents that overrule everything after a message. */
const commands: ReadonlyMap<string, string> = new Map([
  ['restart', 'action_restart'],
  ['back', 'action_back'],
  ['session_start', 'action_session_start'],
]);

/** What the rules say of a message read in one way. */
interface Ruling {
  readonly action: string | null;
  readonly source: string | null;
  readonly interrupts: boolean;
}

const silence: Ruling = { action: null, source: null, interrupts: false };

export const sources = {
  command: (intent: string) => `command ${intent}`,
  loop: (name: string) => `loop ${name}`,
  loopListens: (name: string) => `loop ${name} listens`,
} as const;

/** Rasa's RulePolicy: commands, then the running form, then rules by words, then rules by intent, then the fallback. */
export class RulePolicy {
  readonly config: RulePolicyConfig;
  readonly book: RuleBook;
  /** Sources of predictions that no story repeats. */
  hidden: ReadonlySet<string> = new Set();

  constructor(book: RuleBook, config: RulePolicyConfig) {
    this.book = book;
    this.config = config;
  }

  predict(tracker: Tracker): Prediction {
    const { memory } = tracker;
    const byText = memory.action === listen && this.#readsText(tracker) ? this.#rule(tracker, 'text') : silence;
    const intent = memory.action === listen ? memory.message?.understanding.intent : null;
    const command = intent ? commands.get(intent) : undefined;
    if (intent && command !== undefined && byText.action === null) {
      return this.#say(tracker, command, sources.command(intent));
    }
    const loop = this.#runLoop(tracker);
    if (loop !== null) return { ...this.#say(tracker, loop.action, loop.source), noUser: true };
    if (byText.action !== null) {
      return { ...this.#say(tracker, byText.action, byText.source), byText: true, interrupts: byText.interrupts };
    }
    const byIntent = this.#rule(tracker, 'intent');
    return {
      ...this.#say(tracker, byIntent.action, byIntent.source),
      interrupts: byText.interrupts || byIntent.interrupts,
    };
  }

  /** A loop that was not rejected runs, and listens once it has run. */
  #runLoop({ memory }: Tracker): { action: string; source: string } | null {
    const name = activeLoop(memory);
    if (name === null || memory.loop?.rejected || memory.action === null) return null;
    return memory.action === name
      ? { action: listen, source: sources.loopListens(name) }
      : { action: name, source: sources.loop(name) };
  }

  #rule(tracker: Tracker, reading: Reading): Ruling {
    const best = this.#longest(tracker, reading);
    const loop = activeLoop(tracker.memory);
    if (loop === null) return { action: best?.action ?? null, source: best?.key ?? null, interrupts: false };
    const notes = this.#loopNotes(tracker, reading);
    // Rules know nothing of the loop that they interrupt; once they are done it goes on.
    const returns = best !== null && best.action === listen && best.last.loop <= unset;
    if (returns && !notes.has('left')) return { action: loop, source: best.key, interrupts: false };
    return {
      action: returns ? null : (best?.action ?? null),
      source: best?.key ?? null,
      interrupts: notes.has('interrupted'),
    };
  }

  #longest({ moments }: Tracker, reading: Reading): Rule | null {
    let best: Rule | null = null;
    this.book.trie.find(moments, reading, (rule) => {
      if (!rule.dropped && (best === null || rule.key.length > best.key.length)) best = rule;
    });
    return best;
  }

  #loopNotes({ moments }: Tracker, reading: Reading): Set<LoopNote> {
    const notes = new Set<LoopNote>();
    this.book.loopNotes.find(moments, reading, (note) => notes.add(note));
    return notes;
  }

  #readsText({ moments }: Tracker): boolean {
    return (moments[moments.length - 1]?.features.text ?? 0) > 0;
  }

  #say({ memory }: Tracker, action: string | null, source: string | null): Prediction {
    const { fallsBack, fallbackAction, fallbackThreshold, priority, usesNluConfidence } = this.config;
    const confidence = usesNluConfidence ? (memory.message?.understanding.confidence ?? 1) : 1;
    return {
      policy: 'RulePolicy',
      priority,
      scores: [
        ...(action === null ? [] : [[action, confidence] as const]),
        ...(fallsBack && fallbackAction !== action ? [[fallbackAction, fallbackThreshold] as const] : []),
      ],
      source,
      hidden: source !== null && this.hidden.has(source),
    };
  }
}
