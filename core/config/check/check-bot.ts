import type { PropertyConfig } from '../config.ts';
import type { Findings } from '../findings.ts';
import { checkEntities } from './check-entities.ts';
import { checkExamples } from './check-examples.ts';
import { checkPayloads } from './check-payloads.ts';
import { checkResponses } from './check-responses.ts';
import { checkTitles } from './check-titles.ts';
import { checkTriggers } from './check-triggers.ts';

/**
 * What one file alone cannot show. `complete`: every file could be read; otherwise nobody can say what is missing,
 * so references are not followed.
 */
export function checkBot(property: PropertyConfig, complete: boolean, findings: Findings): void {
  const { bot } = property;
  const { languages } = property.property;
  checkExamples(bot, languages, findings);
  checkResponses(bot, languages, findings);
  checkTitles(bot, languages, findings);
  if (!complete) return;
  checkTriggers(property, findings);
  checkEntities(bot, findings);
  checkPayloads(bot, findings);
}
