import type { Bot } from '../config.ts';
import type { Findings } from '../findings.ts';

/** Faults: an intent with a title in some of the languages only. */
export function checkTitles(bot: Bot, languages: readonly string[], findings: Findings): void {
  for (const { name, title, place } of bot.intents.values()) {
    if (Object.keys(title).length === 0) continue;
    for (const language of languages.filter((each) => !title[each])) {
      findings.fault(place, `${name} has no title in ${language}`, `write ${language}: below its title:`);
    }
  }
}
