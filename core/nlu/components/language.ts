import { defineComponent, type TrainingData } from '@botones/contract';
import { z } from 'zod';
import { bytesToJson, jsonBytes } from '../learn/bytes.ts';

interface Model {
  readonly languages: readonly string[];
  /** Piece of a word → its logarithmic weight in each language, in order of `languages`. */
  readonly pieces: Map<string, readonly number[]>;
  /** Of a piece that training has not seen, in each language. */
  readonly unseen: readonly number[];
}

/**
 * Guesses the language from the bot's own examples, by naive Bayes over pieces of words. A conversation keeps its
 * language until a message speaks clearly for another one: "ok" or "wifi" changes nothing.
 */
export default defineComponent({
  name: 'language',
  options: z.strictObject({
    /** Evidence (natural log odds) that a message needs to change the conversation's language. */
    stickiness: z.number().min(0).default(8),
  }),
  setup: ({ options, languages }) => ({
    shared: true,
    train: (data) => learnLanguages(data, languages),
    process(parse, model: Model) {
      parse.language = guess(model, parse.clean, parse.sticky, options.stickiness);
    },
    save: (model) => ({ 'language.json': jsonBytes({ ...model, pieces: [...model.pieces] }) }),
    load(files) {
      const saved = bytesToJson<Omit<Model, 'pieces'> & { pieces: [string, number[]][] }>(files, 'language.json');
      return { ...saved, pieces: new Map(saved.pieces) };
    },
  }),
});

function learnLanguages({ examples }: TrainingData, languages: readonly string[]): Model {
  if (languages.length < 2) return { languages, pieces: new Map(), unseen: [] };
  const counts = new Map<string, number[]>();
  const totals = languages.map(() => 0);
  for (const { parse, language } of examples) {
    const index = languages.indexOf(language);
    if (index < 0) continue;
    for (const piece of piecesOf(parse.clean)) {
      const count = counts.get(piece) ?? languages.map(() => 0);
      count[index] = (count[index] ?? 0) + 1;
      totals[index] = (totals[index] ?? 0) + 1;
      counts.set(piece, count);
    }
  }
  const smoothing = 0.1;
  const weight = (count: number, total: number) =>
    round(Math.log((count + smoothing) / (total + smoothing * counts.size)));
  return {
    languages,
    pieces: new Map([...counts].map(([piece, count]) => [piece, count.map((one, at) => weight(one, totals[at] ?? 0))])),
    unseen: totals.map((total) => weight(0, total)),
  };
}

function guess(model: Model, text: string, sticky: string | null, stickiness: number): string {
  const { languages, pieces, unseen } = model;
  const current = sticky !== null && languages.includes(sticky) ? sticky : null;
  if (languages.length < 2) return languages[0] ?? 'en';
  const evidence = languages.map((language) => (language === current ? stickiness : 0));
  for (const piece of piecesOf(text)) {
    const weights = pieces.get(piece);
    if (weights === undefined) continue;
    for (let at = 0; at < evidence.length; at++) {
      evidence[at] = (evidence[at] ?? 0) + (weights[at] ?? 0) - (unseen[at] ?? 0);
    }
  }
  const best = evidence.indexOf(Math.max(...evidence));
  return languages[best] ?? current ?? 'en';
}

/** Runs of one to four letters of each word, its edges marked, and once more without accents. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  const lower = text.toLowerCase();
  const plain = lower.normalize('NFD').replace(/\p{M}/gu, '');
  for (const form of plain === lower ? [lower] : [lower, plain]) {
    for (const word of form.match(/[\p{L}\p{M}']+|[¿¡]/gu) ?? []) {
      const marked = ` ${word} `;
      for (let length = 2; length <= 4; length++) {
        for (let at = 0; at + length <= marked.length; at++) pieces.push(marked.slice(at, at + length));
      }
      if (marked.length > 6) pieces.push(marked);
    }
  }
  return pieces;
}

const round = (value: number) => Math.round(value * 1000) / 1000;
