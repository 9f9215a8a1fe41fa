import { english } from './english.ts';
import type { Grammar } from './grammar.ts';
import { spanish } from './spanish.ts';

const grammars: Readonly<Record<string, Grammar>> = { en: english, es: spanish };

/** The words of a language; of one that is not known, English ones, which find what needs no words. */
export function grammarOf(language: string): Grammar {
  return grammars[language] ?? english;
}
