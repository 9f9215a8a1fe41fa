import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { PropertyConfig } from '../../../core/config/config.ts';
import { decide } from '../../../core/dialogue/decide.ts';
import { type Model, understand } from '../../../core/nlu/index.ts';

/**
 * Messages of the demo hotel's test file that the model answers by itself. A conversation that staff own is silent,
 * so one handoff would leave its user waiting for ever.
 */
export async function readTexts(model: Model, config: PropertyConfig): Promise<string[]> {
  const file = parse(await readFile('test/data/demo-hotel.test.yml', 'utf8')) as {
    nlu: { examples: Record<string, string> }[];
  };
  const all = file.nlu.flatMap(({ examples }) =>
    Object.values(examples).flatMap((lines) => lines.split('\n').map((line) => line.replace(/^\s*-\s*/, '').trim())),
  );
  const texts = all.filter((text) => {
    if (text === '' || text.includes('](')) return false;
    const understanding = understand(model, text);
    const situation = { owner: 'bot', from: 'guest', understanding, readable: true, certain: false } as const;
    const decision = decide(situation, config);
    if (decision.do !== 'follow') return false;
    const intent = config.bot.intents.get(decision.intent);
    return config.bot.responses.has(intent?.triggers ?? `utter_${decision.intent}`);
  });
  if (texts.length < 20) throw new Error(`Only ${texts.length} test messages are answered without a person.`);
  return texts;
}
