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

  /** A number in digits or words. */
  number(at: number): Read<number> | null {
    if (/^\d+$/.test(this.word(at))) return this.#multiplied({ value: Number(this.word(at)), next: at + 1 });
    const couple = this.skip(at, this.grammar.couple);
    if (couple !== null) return { value: 2, next: couple };
    const small = this.#hundreds(at) ?? this.#tens(at);
    return small === null ? this.#multiplied({ value: 1, next: at }, true) : this.#multiplied(small);
  }

  #tens(at: number): Read<number> | null {
    const value = this.#named(this.word(at));
    if (value === undefined) return null;
    const joined = this.grammar.tensJoin.includes(this.word(at + 1)) ? at + 2 : at + 1;
    const rest = this.#named(this.word(joined));
    const isWhole = value >= 20 && value % 10 === 0 && rest !== undefined && rest > 0 && rest < 10;
    return isWhole ? { value: value + rest, next: joined + 1 } : { value, next: at + 1 };
  }

  /** "doscientos cinco" */
  #hundreds(at: number): Read<number> | null {
    const { hundreds } = this.grammar;
    const word = this.word(at);
    if (!Object.hasOwn(hundreds, word)) return null;
    const rest = this.#tens(at + 1);
    const whole = hundreds[word] ?? 0;
    return rest === null ? { value: whole, next: at + 1 } : { value: whole + rest.value, next: rest.next };
  }

  /** "two hundred and ten", "dos mil"; `bare`: the multiplier may stand alone. */
  #multiplied({ value, next }: Read<number>): Read<number>;
  #multiplied({ value, next }: Read<number>, bare: true): Read<number> | null;
  #multiplied({ value, next }: Read<number>, bare = false): Read<number> | null {
    const { multipliers, hundredsJoin } = this.grammar;
    const word = this.word(next);
    if (!Object.hasOwn(multipliers, word) || (bare && word !== 'mil')) return bare ? null : { value, next };
    const whole = value * (multipliers[word] ?? 1);
    const joined = hundredsJoin.includes(this.word(next + 1)) ? next + 2 : next + 1;
    const rest = this.#hundreds(joined) ?? this.#tens(joined);
    if (rest === null) return { value: whole, next: next + 1 };
    const more = this.#multiplied(rest);
    return more.value < whole ? { value: whole + more.value, next: more.next } : { value: whole, next: next + 1 };
  }

  #named(word: string): number | undefined {
    const { numbers } = this.grammar;
    return Object.hasOwn(numbers, word) ? numbers[word] : undefined;
  }
}
