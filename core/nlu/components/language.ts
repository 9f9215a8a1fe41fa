import { defineComponent, type TrainingData } from '@botones/contract';
import { z } from 'zod';
import { bytesToJson, jsonBytes } from '../learn/bytes.ts';

/** Natural log odds. */
const WORD_LIMIT = 4;
/** Share of a piece's evidence that counts: each letter stands in several pieces. */
const OVERLAP = 0.4;

interface Model {
  readonly languages: readonly string[];
  /** Piece of a word → its logarithmic weight in each language, in order of `languages`. */
  readonly pieces: Map<string, readonly number[]>;
  /** Of a piece that training has not seen, in each language. */
  readonly unseen: readonly number[];
  /** Word of the examples → its evidence for each language, which spares taking it to pieces. */
  readonly words: Map<string, readonly number[]>;
}

/**
 * Guesses the language from the bot's own examples, by naive Bayes over pieces of words. A conversation keeps its
 * language until a message speaks clearly for another one: "ok" or "wifi" changes nothing.
 */
export default defineComponent({
  name: 'language',
  options: z.strictObject({
    /** Evidence (natural log odds) that a message needs to change the conversation's language. */
    stickiness: z.number().min(0).default(5),
  }),
  setup: ({ options, languages }) => ({
    shared: true,
    train: (data) => learnLanguages(data, languages),
    process(parse, model: Model) {
      parse.language = guess(model, parse.clean, parse.sticky, options.stickiness);
    },
    save: ({ pieces, unseen }) => ({ 'language.json': jsonBytes({ languages, pieces: [...pieces], unseen }) }),
    load(files) {
      const saved = bytesToJson<{ pieces: [string, number[]][]; unseen: number[] }>(files, 'language.json');
      return modelOf(languages, new Map(saved.pieces), saved.unseen);
    },
  }),
});

function learnLanguages({ examples }: TrainingData, languages: readonly string[]): Model {
  if (languages.length < 2) return modelOf(languages, new Map(), []);
  const counts = new Map<string, number[]>();
  const totals = languages.map(() => 0);
  for (const { parse, language } of examples) {
    const index = languages.indexOf(language);
    if (index < 0) continue;
    for (const piece of wordsOf(parse.clean).flatMap(piecesOf)) {
      const count = counts.get(piece) ?? languages.map(() => 0);
      count[index] = (count[index] ?? 0) + 1;
      totals[index] = (totals[index] ?? 0) + 1;
      counts.set(piece, count);
    }
  }
  const smoothing = 0.1;
  const weight = (count: number, total: number) =>
    round(Math.log((count + smoothing) / (total + smoothing * counts.size)));
  const pieces = [...counts].map(
    ([piece, count]) => [piece, count.map((one, at) => weight(one, totals[at] ?? 0))] as const,
  );
  return modelOf(
    languages,
    new Map(pieces),
    totals.map((total) => weight(0, total)),
  );
}

function modelOf(languages: readonly string[], pieces: Model['pieces'], unseen: readonly number[]): Model {
  const words = new Map<string, readonly number[]>();
  const model = { languages, pieces, unseen, words };
  for (const piece of pieces.keys()) {
    if (!/^ .+ $/.test(piece)) continue;
    const word = piece.slice(1, -1);
    words.set(word, weighWord(model, word));
  }
  return model;
}

function guess(model: Model, text: string, sticky: string | null, stickiness: number): string {
  const { languages } = model;
  const current = sticky !== null && languages.includes(sticky) ? sticky : null;
  const [first = 'en'] = languages;
  if (languages.length < 2) return first;
  const evidence = languages.map((language) => (language === current ? stickiness : 0));
  for (const word of wordsOf(text)) {
    const own = model.words.get(word) ?? weighWord(model, word);
    for (let at = 0; at < evidence.length; at++) evidence[at] = (evidence[at] as number) + (own[at] as number);
  }
  return languages[evidence.indexOf(Math.max(...evidence))] ?? first;
}

/** One word tells no more than `WORD_LIMIT`, since its pieces repeat each other. */
function weighWord({ languages, pieces, unseen }: Model, word: string): number[] {
  const sums = languages.map(() => 0);
  for (const piece of piecesOf(word)) {
    const weights = pieces.get(piece);
    for (let at = 0; weights && at < sums.length; at++)
      sums[at] = (sums[at] ?? 0) + (weights[at] ?? 0) - (unseen[at] ?? 0);
  }
  const most = Math.max(...sums);
  return sums.map((sum) => Math.max(-WORD_LIMIT, (sum - most) * OVERLAP));
}

/** The words, and once more those with accents without them; guests write both. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{M}']+|[¿¡]/gu) ?? [];
  return words.flatMap((word) => {
    const plain = word.normalize('NFD').replace(/\p{M}/gu, '');
    return plain === word ? [word] : [word, plain];
  });
}

/** Runs of two to four letters of a word, its edges marked, and the word as a whole. */
function piecesOf(word: string): string[] {
  const marked = ` ${word} `;
  const pieces = marked.length > 4 ? [marked] : [];
  for (let length = 2; length <= 4; length++) {
    for (let at = 0; at + length <= marked.length; at++) pieces.push(marked.slice(at, at + length));
  }
  return pieces;
}

const round = (value: number) => Math.round(value * 1000) / 1000;
