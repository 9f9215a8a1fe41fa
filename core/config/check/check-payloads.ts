import type { Bot } from '../config.ts';
import type { Findings } from '../findings.ts';
import { defaultIntents } from '../rasa/default-intents.ts';
import { didYouMean } from '../yaml/suggest.ts';

/** Warnings: a button whose `/intent` no file knows; it would be read as plain text. */
export function checkPayloads(bot: Bot, findings: Findings): void {
  const bases = [...bot.intents.keys()].map((name) => name.split('/')[0] ?? name);
  const known = new Set([...bot.intents.keys(), ...bases, ...defaultIntents]);
  for (const variations of bot.responses.values()) {
    for (const { choices, place } of variations) {
      for (const { payload } of choices) {
        const intent = /^\/([^\s{@]+)/.exec(payload)?.[1];
        if (!intent || known.has(intent)) continue;
        findings.warn(place, `a button sends /${intent}, which is no intent`, didYouMean(intent, known, 'declare it'));
      }
    }
  }
}
