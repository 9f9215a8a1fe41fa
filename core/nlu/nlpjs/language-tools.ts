import { createRequire } from 'node:module';
import { BotonesError } from '@botones/contract';

/** NLP.js's tokenizer and stemmer of one language. Neither keeps anything of what it has read. */
export interface LanguageTools {
  /** Words of a text in lower case and without accents. */
  tokenize(text: string): string[];
  stem(words: readonly string[]): string[];
}

export interface Tokenizer {
  innerTokenize(text: string): string[];
}
export interface Stemmer {
  cache: Record<string, string>;
  stem(words: string[]): string[];
}

const require = createRequire(import.meta.url);
const loaded = new Map<string, LanguageTools>();

/**
 * English lives in `lang-en-min` (`lang-en` only adds sentiment), and importing the two files instead of the package
 * leaves out what we never call: 6 MB and 15 ms a language.
 */
export function loadLanguageTools(language: string): LanguageTools {
  const known = loaded.get(language);
  if (known) return known;
  if (!/^[a-z]{2,3}$/.test(language)) throw missing(language);
  const folder = `@nlpjs/lang-${language === 'en' ? 'en-min' : language}/src`;
  let tools: LanguageTools;
  try {
    const StemmerClass = require(`${folder}/stemmer-${language}.js`);
    const TokenizerClass = require(`${folder}/tokenizer-${language}.js`);
    tools = forgetful(new TokenizerClass(), new StemmerClass());
  } catch (cause) {
    throw missing(language, cause);
  }
  loaded.set(language, tools);
  return tools;
}

/**
 * NLP.js keeps every word that it has stemmed and every text that it has tokenized. `innerTokenize` skips the
 * second memory, and the first is emptied before it grows with traffic.
 */
export function forgetful(tokenizer: Tokenizer, stemmer: Stemmer): LanguageTools {
  let stemmed = 0;
  return {
    tokenize: (text) => tokenizer.innerTokenize(text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()),
    stem(words) {
      stemmed += words.length;
      if (stemmed > 20_000) {
        stemmer.cache = {};
        stemmed = words.length;
      }
      return words.map((word) => stemmer.stem([word])[0] ?? word);
    },
  };
}

function missing(language: string, cause?: unknown): BotonesError {
  return new BotonesError(
    'ERR_PLUGIN_NOT_FOUND',
    `NLP.js has no tokenizer and stemmer for "${language}" here; npm install @nlpjs/lang-${language}`,
    { cause },
  );
}
