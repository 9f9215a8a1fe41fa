import type { Bot, PropertyConfig } from '../../../core/config/index.ts';
import type { TrainableBot } from '../../../core/nlu/training/training-input.ts';
import { demoProperty } from '../../support/demo-property.ts';

/** A property whose only concern is understanding. */
export function configOf(bot: TrainableBot): PropertyConfig {
  const intents = new Map(
    bot.examples.map(({ intent, place }) => [
      intent,
      { name: intent, triggers: null, threshold: null, title: {}, place },
    ]),
  );
  return {
    property: { ...demoProperty, id: 'tiny', languages: ['es', 'en'] },
    pipeline: [],
    thresholds: { handoff: 0.45, clarify: 0.65 },
    bot: { ...bot, intents, responses: new Map() } as unknown as Bot,
  } as unknown as PropertyConfig;
}
