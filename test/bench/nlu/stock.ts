import { createRequire } from 'node:module';
import { figuresOf } from '../../../core/nlu/evaluation/figures.ts';
import { readCorpus } from './corpus.ts';

interface Nlp {
  addLanguage(language: string): void;
  addDocument(language: string, text: string, intent: string): void;
  train(): Promise<void>;
  process(language: string, text: string): Promise<{ intent: string; score: number }>;
  export(): string;
}

/** Plain @nlpjs/basic with its defaults: trains, measures, sends the figures. */
const { language, train, test } = readCorpus(process.argv[2] ?? '');
const require = createRequire(import.meta.url);
const { dockStart } = require('@nlpjs/basic') as { dockStart(settings: object): Promise<{ get(name: string): Nlp }> };
const dock = await dockStart({
  // Changes no answer: it would write a file here.
  settings: { nlp: { autoSave: false, languages: [language] } },
  use: ['Basic', `Lang${language[0]?.toUpperCase()}${language.slice(1)}`],
});
const nlp = dock.get('nlp');
nlp.addLanguage(language);
for (const { text, intent } of train) nlp.addDocument(language, text, intent);
const started = performance.now();
await nlp.train();
const trainSeconds = (performance.now() - started) / 1000;

const learned = new Set(train.map(({ intent }) => intent));
const times: number[] = [];
const answers = [];
for (const { text, intent } of test) {
  const before = performance.now();
  const { intent: given, score } = await nlp.process(language, text);
  times.push(performance.now() - before);
  answers.push({
    text,
    language,
    intent: learned.has(intent) ? intent : 'out_of_scope',
    understanding: {
      intent: given === 'None' ? null : given,
      // Stock NLP.js can answer NaN, which passes every threshold.
      confidence: Number.isFinite(score) ? score : 1,
      ranking: [],
      entities: [],
      language,
    },
  });
}
times.sort((left, right) => left - right);
const { accuracy, macroF1, oosAuroc, oosRecallAt5, ece } = figuresOf(answers);
process.send?.({
  trainSeconds,
  accuracy,
  macroF1,
  oosAuroc,
  oosRecallAt5,
  ece,
  modelBytes: Buffer.byteLength(nlp.export()),
  parseP50Ms: times[Math.floor(times.length * 0.5)] ?? null,
  parseP95Ms: times[Math.floor(times.length * 0.95)] ?? null,
  rssMB: process.memoryUsage().rss / 1e6,
});
