import type { Bot } from '../../config/config.ts';
import type { BotParts } from '../engine/compile.ts';
import { answerRule, intentsIn } from '../hotel/hotel-rules.ts';
import type { Path } from '../stories/block.ts';

/** Rules for intents that name the action that answers them. Rules and stories of the bot go before: they are left alone. */
export function triggerRules({ intents }: Pick<Bot, 'intents'>, { rules, stories }: Omit<BotParts, 'domain'>): Path[] {
  const ruled = intentsIn([...rules, ...stories]);
  return [...intents.values()].flatMap((intent) =>
    intent.triggers === null || ruled.has(intent.name)
      ? []
      : [answerRule(intent, [{ type: 'action', name: intent.triggers }])],
  );
}
