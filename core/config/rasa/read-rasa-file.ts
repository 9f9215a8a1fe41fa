import { basename } from 'node:path';
import type { Piece } from '../config.ts';
import { entriesOf, itemsOf } from '../yaml/piece.ts';
import { formEntries } from './form-entries.ts';
import type { RasaFile, Reading } from './rasa-file.ts';
import { readDomainEntity, readDomainIntent } from './read-domain.ts';
import { readNluItem } from './read-nlu.ts';
import { readResponse } from './read-responses.ts';
import { readScripts } from './read-scripts.ts';

/** What in a Rasa project stands in its domain only. Responses may stand beside examples, too. */
export const domainKeys = ['intents', 'entities', 'templates', 'slots', 'forms', 'actions', 'session_config'];

/** Reads the Rasa keys of one file; whatever else stands in it is not looked at. */
export function readRasaFile(root: Piece, reading: Reading): RasaFile {
  const { findings } = reading;
  const isTest = basename(root.place.file).startsWith('test_') && root.child('stories').value !== undefined;
  const { isDomain = true } = reading;
  const silent = new Set(isTest ? [...domainKeys, 'nlu', 'responses', 'rules'] : isDomain ? [] : domainKeys);
  const items = (key: string) => (silent.has(key) ? [] : itemsOf(root.child(key), findings));
  const entries = (key: string) => (silent.has(key) ? [] : entriesOf(root.child(key), findings));
  const intents = items('intents');
  const entities = items('entities');
  const stories = readScripts(root.child('stories'), 'story', findings);
  const nlu = items('nlu').map((item) => readNluItem(item, reading));
  return {
    intents: [
      ...intents.flatMap((item) => readDomainIntent(item, reading)),
      ...nlu.flatMap((part) => part.intents ?? []),
    ],
    examples: nlu.flatMap((part) => part.examples ?? []),
    synonyms: nlu.flatMap((part) => part.synonyms ?? []),
    regexes: nlu.flatMap((part) => part.regexes ?? []),
    lookups: nlu.flatMap((part) => part.lookups ?? []),
    entities: entities.flatMap((item) => readDomainEntity(item, reading)),
    // Up to Rasa 2 responses were called templates.
    responses: [...entries('responses'), ...entries('templates')].map(([name, piece]) =>
      readResponse(name, piece, reading),
    ),
    dialogue: {
      intents,
      entities,
      slots: entries('slots'),
      forms: silent.has('forms') ? [] : formEntries(root.child('forms'), findings),
      actions: items('actions'),
      sessionConfigs: entries('session_config').length > 0 ? [root.child('session_config')] : [],
      rules: isTest ? [] : readScripts(root.child('rules'), 'rule', findings),
      stories: isTest ? [] : stories,
      testStories: isTest ? stories : [],
    },
  };
}
