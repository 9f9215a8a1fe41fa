import { OUT_OF_SCOPE, type Understanding } from '@botones/contract';
import type { PropertyConfig } from '../config/config.ts';

/** What is to be made of a message. */
export type Decision =
  /** Rules, forms and stories say what comes next. */
  | { do: 'follow'; intent: string }
  /** Unless a form or a rule takes a message that nobody is sure of. */
  | { do: 'clarify'; intents: string[] }
  /** The guest chose what was not offered: the choices are shown again. */
  | { do: 'remind' }
  | { do: 'handoff'; reason: string; quiet?: true }
  | { do: 'silent'; reason: string };

export interface Situation {
  readonly owner: 'bot' | 'staff';
  readonly from: 'guest' | 'staff';
  readonly understanding: Understanding;
  /** See `Message`. */
  readonly leaveTo?: { who: 'nobody' | 'staff'; reason: string };
  /** The message has something to read; a picture alone has not. */
  readonly readable: boolean;
  /** The guest pressed or named one of our own choices, so there is no doubt to settle. */
  readonly certain: boolean;
  /** The message is a number that none of our choices has. */
  readonly missed?: boolean;
}

/** Pure: the same situation leads to the same decision. */
export function decide(situation: Situation, config: Pick<PropertyConfig, 'bot' | 'thresholds'>): Decision {
  if (situation.from === 'staff') return { do: 'silent', reason: 'staff_wrote' };
  if (situation.owner === 'staff') return { do: 'silent', reason: 'staff_owns' };
  const { leaveTo } = situation;
  if (leaveTo?.who === 'nobody') return { do: 'silent', reason: leaveTo.reason };
  if (leaveTo?.who === 'staff') return { do: 'handoff', reason: leaveTo.reason, quiet: true };
  if (!situation.readable) return { do: 'handoff', reason: 'unreadable' };
  if (situation.missed && config.bot.responses.has('utter_no_such_choice')) return { do: 'remind' };

  const { intent: name, confidence, ranking } = situation.understanding;
  const intent = name === null ? undefined : config.bot.intents.get(name);
  if (intent === undefined) return { do: 'handoff', reason: 'unknown_intent' };
  const follow: Decision = { do: 'follow', intent: intent.name };
  if (situation.certain) return follow;

  const least = intent.threshold ?? config.thresholds.handoff;
  // Written so that a confidence which is no number falls on the side of a person.
  if (!(confidence >= least)) return { do: 'handoff', reason: 'low_confidence' };
  const sure = Math.max(config.thresholds.clarify, least);
  // "Did you mean something else?" is no question: what is for a person goes to a person.
  if (intent.name === OUT_OF_SCOPE || intent.threshold !== null || confidence >= sure) return follow;
  const likely = ranking
    .map((ranked) => ranked.intent)
    .filter((ranked) => ranked !== OUT_OF_SCOPE)
    .filter((ranked) => Object.keys(config.bot.intents.get(ranked)?.title ?? {}).length > 0)
    .slice(0, 2);
  return likely.includes(intent.name) ? { do: 'clarify', intents: likely } : follow;
}
