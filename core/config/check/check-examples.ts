import type { Bot } from '../config.ts';
import type { Findings } from '../findings.ts';

type Located = Bot['examples'][number];

/** Faults: an example in two intents; an intent with examples in some of the languages only. */
export function checkExamples(bot: Bot, languages: readonly string[], findings: Findings): void {
  const byText = Map.groupBy(bot.examples, ({ language, text }) => `${language} ${spoken(text)}`);
  for (const [first, ...others] of byText.values()) {
    if (first) for (const other of others) compare(first, other, findings);
  }
  for (const [intent, examples] of Map.groupBy(bot.examples, (example) => example.intent)) {
    const missing = languages.filter((language) => !examples.some((example) => example.language === language));
    const [first] = examples;
    if (!first || missing.length === 0) continue;
    const cure = `write ${missing.map((language) => `${language}: |`).join(' and ')} below its examples:`;
    findings.fault(first.place, `${intent} has no examples in ${missing.join(', ')}`, cure);
  }
}

function compare(first: Located, other: Located, findings: Findings): void {
  const where = `${first.place.file}:${first.place.line}`;
  if (first.intent === other.intent) {
    findings.warn(other.place, `"${other.text}" stands already in ${where}`, 'remove one');
    return;
  }
  const message = `"${other.text}" is an example of ${other.intent} here, of ${first.intent} in ${where}`;
  findings.fault(other.place, message, 'keep it in one intent, or join the two intents');
}

/** Case, spacing and the marks around a sentence do not tell two messages apart. */
function spoken(text: string): string {
  const words = text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ');
  return words.replace(/^[¿¡\s]+|[\s.,;:!?…]+$/g, '') || words;
}
