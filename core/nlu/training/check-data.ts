import type { Fault, PropertyConfig } from '../../config/index.ts';
import type { PlacedTest } from '../evaluation/read-tests.ts';
import { loadLanguageTools } from '../nlpjs/language-tools.ts';
import { findLookalikes } from './find-lookalikes.ts';

/** Fewer than this and an intent is guesswork; each language counts on its own. */
const ENOUGH = 8;

type Data = Pick<PropertyConfig, 'bot' | 'property'>;

/** What in the training data will confuse the bot, by file and line. None of it stops a training. */
export function checkData({ bot, property }: Data, tests: readonly PlacedTest[]): Fault[] {
  const faults = [...tooFew({ bot, property }), ...confusing({ bot, property })];
  if (tests.length > 0) faults.push(...untested({ bot, property }, tests), ...leaked({ bot, property }, tests));
  return faults.sort((left, right) => compare(left.file, right.file) || left.line - right.line);
}

function tooFew({ bot, property }: Data): Fault[] {
  const byIntent = Map.groupBy(bot.examples, ({ intent }) => intent);
  return [...byIntent].flatMap(([intent, examples]) =>
    property.languages.flatMap((language) => {
      const count = examples.filter((example) => example.language === language).length;
      const place = bot.intents.get(intent)?.place ?? examples[0]?.place;
      if (!place || count >= ENOUGH) return [];
      return [
        {
          ...place,
          message: `"${intent}" has ${count} of ${ENOUGH} examples in "${language}"`,
          cure: 'write more, each in other words',
        },
      ];
    }),
  );
}

/** The same or nearly the same words in two intents. */
function confusing({ bot, property }: Data): Fault[] {
  const messages = bot.examples.map((example) => ({
    ...example,
    words: wordsOf(example.text, example.language, property.languages),
  }));
  return findLookalikes(messages).map(([one, other, same]) => ({
    ...other.place,
    message: `"${other.text}" (${other.intent}) ${same ? 'is' : 'is nearly'} "${one.text}" (${one.intent}, ${one.place.file}:${one.place.line})`,
    cure: same
      ? 'keep it in one intent; until then the bot takes it for neither word by word'
      : 'tell them apart by more words, or join the intents',
  }));
}

function untested({ bot }: Data, tests: readonly PlacedTest[]): Fault[] {
  const tested = new Set(tests.map(({ intent }) => intent));
  return [...new Set(bot.examples.map(({ intent }) => intent))]
    .filter((intent) => !tested.has(intent))
    .flatMap((intent) => {
      const place = bot.intents.get(intent)?.place;
      return place
        ? [{ ...place, message: `no test covers "${intent}"`, cure: 'add messages with it to the test file' }]
        : [];
    });
}

/** A test message that is an example too proves nothing. */
function leaked({ bot, property }: Data, tests: readonly PlacedTest[]): Fault[] {
  const sayingOf = (message: { text: string; language: string }) =>
    wordsOf(message.text, message.language, property.languages).join(' ');
  const learned = new Set(bot.examples.map(sayingOf));
  return tests
    .filter((test) => learned.has(sayingOf(test)))
    .map(({ place, text }) => ({
      ...place,
      message: `"${text}" is a training example too`,
      cure: 'remove one of them',
    }));
}

function wordsOf(text: string, language: string, languages: readonly string[]): string[] {
  return loadLanguageTools(languages.includes(language) ? language : (languages[0] ?? 'en')).tokenize(text);
}

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
