import type { Bot, Piece } from '../config.ts';
import { Findings } from '../findings.ts';
import { freezeDeep } from '../freeze-deep.ts';
import { checkKeys } from '../yaml/check-shape.ts';
import { entriesOf } from '../yaml/piece.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { rasaKeys } from './file-schema.ts';
import { mergeBot } from './merge-bot.ts';
import type { RasaFile, Reading } from './rasa-file.ts';
import { domainKeys, readRasaFile } from './read-rasa-file.ts';

/** What domains of Rasa 1 and 2 may say besides. */
const olderKeys: ReadonlySet<string> = new Set(['templates', 'config']);

/**
 * Reads a plain Rasa project: training data, domain, responses, rules and stories from the given files, in their order.
 * `language` is that of all texts without one; `domain`: the files that may say what belongs to it, default all. Nothing
 * is asked of the bot beyond Rasa's format, and nothing is thrown: look at `findings.faults`. Throws only when a file
 * cannot be opened.
 */
export function parseBot(
  files: readonly string[],
  { env, language, domain = files }: { env: NodeJS.ProcessEnv; language: string; domain?: readonly string[] },
): { bot: Bot; findings: Findings } {
  const findings = new Findings();
  const reading: Reading = { language, spoken: null, findings };
  const read = files.flatMap((file): RasaFile[] => {
    const root = readYaml(file, env, findings);
    if (!root) return [];
    const keys = entriesOf(root, findings).map(([key]) => key);
    checkKeys(
      root,
      keys.filter((key) => !olderKeys.has(key)),
      rasaKeys,
      findings,
    );
    warnOfUnfilled(root, findings);
    const isDomain = domain.includes(file);
    for (const key of keys.filter((each) => !isDomain && domainKeys.includes(each))) {
      findings.warn(root.at([key]), `"${key}" is read from the domain only`, 'move it to the domain');
    }
    return [readRasaFile(root, { ...reading, isDomain })];
  });
  return { bot: freezeDeep(mergeBot([read], null, findings)), findings };
}

/** In Rasa 2 a domain could keep entities of a slot's name out of all slots at once. */
function warnOfUnfilled(root: Piece, findings: Findings): void {
  if (root.child('config').child('store_entities_as_slots').value !== false) return;
  const message = 'entities fill slots of their name here, slot by slot';
  findings.warn(root.at(['config', 'store_entities_as_slots']), message, 'write auto_fill: false below each slot');
}
