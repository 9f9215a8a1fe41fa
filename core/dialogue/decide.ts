import type { Understanding } from '@botones/contract';
import type { Intent, PropertyConfig } from '../config/config.ts';

/** What the bot does about a message. */
export type Decision =
  | { do: 'handle'; intent: string; handler: string }
  | { do: 'say'; intent: string; response: string }
  | { do: 'clarify'; intents: string[] }
  | { do: 'handoff'; reason: string }
  | { do: 'silent'; reason: string };

export interface Situation {
  readonly owner: 'bot' | 'staff';
  readonly from: 'guest' | 'staff';
  readonly understanding: Understanding;
  /** The message has something to read; a picture alone has not. */
  readonly readable: boolean;
  /** The guest pressed or named one of our own choices, so there is no doubt to settle. */
  readonly certain: boolean;
}

/** Pure: the same situation leads to the same decision. */
export function decide(
  situation: Situation,
  config: Pick<PropertyConfig, 'bot' | 'handlers' | 'thresholds'>,
): Decision {
  if (situation.from === 'staff') return { do: 'silent', reason: 'staff_wrote' };
  if (situation.owner === 'staff') return { do: 'silent', reason: 'staff_owns' };
  if (!situation.readable) return { do: 'handoff', reason: 'unreadable' };

  const { intent: name, confidence, ranking } = situation.understanding;
  const intent = name === null ? undefined : config.bot.intents.get(name);
  if (intent === undefined) return { do: 'handoff', reason: 'unknown_intent' };
  if (situation.certain) return serve(intent, config);

  const least = intent.threshold ?? config.thresholds.handoff;
  // Written so that a confidence which is no number falls on the side of a person.
  if (!(confidence >= least)) return { do: 'handoff', reason: 'low_confidence' };
  const sure = Math.max(config.thresholds.clarify, least);
  if (intent.threshold !== null || confidence >= sure) return serve(intent, config);
  const likely = ranking
    .map((ranked) => ranked.intent)
    .filter((ranked) => Object.keys(config.bot.intents.get(ranked)?.title ?? {}).length > 0)
    .slice(0, 2);
  return likely.includes(intent.name) ? { do: 'clarify', intents: likely } : serve(intent, config);
}

function serve(intent: Intent, config: Pick<PropertyConfig, 'bot' | 'handlers'>): Decision {
  const served = intent.triggers ?? `utter_${intent.name}`;
  if (config.handlers.some((handler) => handler.name === served)) {
    return { do: 'handle', intent: intent.name, handler: served };
  }
  if (config.bot.responses.has(served)) return { do: 'say', intent: intent.name, response: served };
  return { do: 'handoff', reason: 'unserved_intent' };
}
