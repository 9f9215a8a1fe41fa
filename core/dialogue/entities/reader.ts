import { foldText } from '../../nlu/learn/fold-text.ts';
import type { Grammar } from './grammar.ts';

interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Something read, and the position of the token after it. */
export interface Read<T> {
  readonly value: T;
  readonly next: number;
}

/** A message as words, numbers and signs, with the questions that grammars ask of it. Positions count tokens. */
export class Reader {
  readonly grammar: Grammar;
  readonly #tokens: readonly Token[];

  constructor(text: string, grammar: Grammar) {
    this.grammar = grammar;
    this.#tokens = [...foldText(text).matchAll(/\p{L}+|\d+|[^\s\p{L}\d]/gu)].map(({ 0: word, index }) => ({
      word,
      start: index,
      end: index + word.length,
    }));
  }

  get length(): number {
    return this.#tokens.length;
  }

  /** Empty beyond the end. */
  word(at: number): string {
    return this.#tokens[at]?.word ?? '';
  }

  /** Characters of the tokens from `at` up to `next`. */
  range(at: number, next: number): { start: number; end: number } {
    return { start: this.#tokens[at]?.start ?? 0, end: this.#tokens[next - 1]?.end ?? 0 };
  }

  /** Whether no blank stands before the token. */
  isGlued(at: number): boolean {
    return at > 0 && this.#tokens[at]?.start === this.#tokens[at - 1]?.end;
  }

  /** Position after the first of the phrases that stands here, or null. */
  skip(at: number, phrases: readonly string[]): number | null {
    const first = this.word(at);
    for (const phrase of phrases) {
      // Most phrases fail here, and this is asked of every word of every message.
      if (first === '' || !phrase.startsWith(first)) continue;
      const words = phrase.split(' ');
      if (words.every((word, offset) => this.word(at + offset) === word)) return at + words.length;
    }
    return null;
  }

  /** Whether one of the words is among these. */
  hasAny(words: ReadonlySet<string>): boolean {
    return this.#tokens.some(({ word }) => words.has(word));
  }

  /** Position after all of these words that stand here, in any order. */
  skipAll(at: number, words: readonly string[]): number {
    let next = at;
    while (next < this.length && words.includes(this.word(next))) next++;
    return next;
  }

  /** A number in digits or words, below a hundred in words. */
  number(at: number): Read<number> | null {
    const word = this.word(at);
    if (/^\d+$/.test(word)) return { value: Number(word), next: at + 1 };
    const couple = this.skip(at, this.grammar.couple);
    if (couple !== null) return { value: 2, next: couple };
    const value = this.#named(word);
    if (value === undefined) return null;
    const joined = this.grammar.tensJoin.includes(this.word(at + 1)) ? at + 2 : at + 1;
    const rest = this.#named(this.word(joined));
    const isWhole = value >= 20 && value % 10 === 0 && rest !== undefined && rest > 0 && rest < 10;
    return isWhole ? { value: value + rest, next: joined + 1 } : { value, next: at + 1 };
  }

  #named(word: string): number | undefined {
    const { numbers } = this.grammar;
    return Object.hasOwn(numbers, word) ? numbers[word] : undefined;
  }
}
