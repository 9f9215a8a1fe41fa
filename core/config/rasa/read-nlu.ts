import type { z } from 'zod';
import type { Bot, Intent, Piece } from '../config.ts';
import { byLanguage } from '../words.ts';
import { salvageShape } from '../yaml/check-shape.ts';
import { didYouMean } from '../yaml/suggest.ts';
import { checkSpoken } from './check-spoken.ts';
import { nluItems } from './nlu-schema.ts';
import { parseAnnotation } from './parse-annotation.ts';
import type { ListPart, Reading, SynonymPart } from './rasa-file.ts';
import { readExamples, type WrittenExample } from './read-examples.ts';

/** What one item under `nlu:` says. */
export interface NluPart {
  readonly intents?: readonly Intent[];
  readonly examples?: Bot['examples'];
  readonly synonyms?: readonly SynonymPart[];
  readonly regexes?: readonly ListPart[];
  readonly lookups?: readonly ListPart[];
}

const kinds = Object.keys(nluItems) as (keyof typeof nluItems)[];

/** Reads an item under `nlu:`: an intent's examples, a synonym, a regex or a lookup. */
export function readNluItem(piece: Piece, reading: Reading): NluPart {
  const kind = kinds.find((each) => piece.child(each).value !== undefined);
  switch (kind) {
    case 'intent':
      return readIntent(piece, reading);
    case 'synonym':
      return readSynonym(piece, reading);
    case 'regex': {
      const item = readList(nluItems.regex, piece, reading);
      return item ? { regexes: [toRegexes(item.data.regex, item.examples, reading)] } : {};
    }
    case 'lookup': {
      const item = readList(nluItems.lookup, piece, reading);
      return item ? { lookups: [{ name: item.data.lookup, values: item.examples.map(({ text }) => text) }] } : {};
    }
    case undefined: {
      const [first = ''] = Object.keys(piece.value ?? {});
      const cure = didYouMean(first, kinds, `begin it with one of ${kinds.join(', ')}`);
      reading.findings.fault(piece.place, 'is no item of training data', cure);
      return {};
    }
  }
}

function readIntent(piece: Piece, reading: Reading): NluPart {
  const item = salvageShape(nluItems.intent, piece, reading.findings);
  if (!item) return {};
  const { intent: name, triggers = null, threshold = null } = item;
  checkSpoken(item.title, piece.child('title'), reading);
  const title = byLanguage(item.title, reading.language);
  const synonyms: SynonymPart[] = [];
  const examples = readByLanguage(piece.child('examples'), item.examples, reading).map(({ text, place, language }) => {
    const annotated = parseAnnotation(text);
    for (const { message, cure } of annotated.problems) reading.findings.fault(place, message, cure);
    for (const { value, start, end } of annotated.entities) {
      const words = annotated.text.slice(start, end);
      if (typeof value === 'string' && value !== words) synonyms.push({ variant: words.toLowerCase(), value, place });
    }
    return { text: annotated.text, intent: name, language, entities: [...annotated.entities], place };
  });
  return { intents: [{ name, triggers, threshold, title, place: piece.place }], examples, synonyms };
}

function readByLanguage(
  piece: Piece,
  checked: z.output<typeof nluItems.intent>['examples'],
  reading: Reading,
): (WrittenExample & { language: string })[] {
  if (typeof checked === 'string' || Array.isArray(checked)) {
    return readExamples(piece, reading.findings).map((example) => ({ ...example, language: reading.language }));
  }
  checkSpoken(checked, piece, reading);
  return Object.keys(checked).flatMap((language) =>
    readExamples(piece.child(language), reading.findings).map((example) => ({ ...example, language })),
  );
}

function readSynonym(piece: Piece, reading: Reading): NluPart {
  const item = readList(nluItems.synonym, piece, reading);
  if (!item) return {};
  const value = item.data.synonym;
  return { synonyms: item.examples.map(({ text, place }) => ({ variant: text.toLowerCase(), value, place })) };
}

function readList<T>(schema: z.ZodType<T>, piece: Piece, reading: Reading) {
  const data = salvageShape(schema, piece, reading.findings);
  return data && { data, examples: readExamples(piece.child('examples'), reading.findings) };
}

function toRegexes(name: string, written: readonly WrittenExample[], { findings }: Reading): ListPart {
  const values = written.flatMap(({ text, place }) => {
    try {
      new RegExp(text);
      return [text];
    } catch (error) {
      findings.fault(place, error instanceof Error ? error.message : String(error), 'write it as JavaScript reads it');
      return [];
    }
  });
  return { name, values };
}
