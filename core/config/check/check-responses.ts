import type { Bot, ResponseVariation } from '../config.ts';
import type { Findings } from '../findings.ts';

/** Extras that a guest sees. */
const content = ['attachment', 'custom', 'elements'];

/** Faults: a variation that says nothing; one that says something in some of the languages only. */
export function checkResponses(bot: Bot, languages: readonly string[], findings: Findings): void {
  for (const [name, variations] of bot.responses) {
    for (const variation of variations) checkVariation(name, variation, languages, findings);
  }
}

function checkVariation(
  name: string,
  variation: ResponseVariation,
  languages: readonly string[],
  findings: Findings,
): void {
  const { text, choices, image, extras, place } = variation;
  const speaks = Object.keys(text).length > 0;
  const shows = image !== undefined || choices.length > 0 || content.some((key) => key in extras);
  // A misspelt key may well be the text that is missing.
  if (findings.isFaultyBelow(place)) return;
  if (!speaks && !shows) {
    findings.fault(place, `${name} says nothing in any language`, 'write text:');
    return;
  }
  for (const language of languages) {
    if (speaks && !text[language]) {
      findings.fault(place, `${name} has no text in ${language}`, `write ${language}: below its translation:`);
    } else if (choices.some(({ title }) => !title[language])) {
      const cure = `write ${language}: {text: …, buttons: [title, …]} below its translation:`;
      findings.fault(place, `${name} has no button titles in ${language}`, cure);
    }
  }
}
