import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { TestMessage } from '../../../core/nlu/evaluation/answer.ts';

/** A corpus: `{train, test, oosTest?}`, lists of `{text, intent}`; out-of-scope messages may be plain strings. */
export interface Corpus {
  readonly name: string;
  readonly language: string;
  readonly train: readonly TestMessage[];
  readonly test: readonly TestMessage[];
}

type Line = string | { text: string; intent?: string };

/** The JSON files that a path means: itself, or those in the folder. */
export function corpusFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name));
}

/** The language is the file's `language`, or the end of its name (`corpus50_es`), or English. */
export function readCorpus(file: string): Corpus {
  const json: { language?: string; train: Line[]; test: Line[]; oosTest?: Line[] } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const name = basename(file, '.json');
  const language = json.language ?? /[_-]([a-z]{2})$/.exec(name)?.[1] ?? 'en';
  const read = (lines: Line[], outOfScope: boolean): TestMessage[] =>
    lines.map((line) => {
      const { text, intent } = typeof line === 'string' ? { text: line, intent: undefined } : line;
      return { text, language, intent: outOfScope || intent === undefined ? 'out_of_scope' : intent };
    });
  return {
    name,
    language,
    train: read(json.train, false),
    test: [...read(json.test, false), ...read(json.oosTest ?? [], true)],
  };
}
