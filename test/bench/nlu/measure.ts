import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { answerAll } from '../../../core/nlu/evaluation/answer.ts';
import { figuresOf } from '../../../core/nlu/evaluation/figures.ts';
import { loadModel, understand } from '../../../core/nlu/index.ts';
import { readCorpus } from './corpus.ts';

/** Loads a trained model as a bot would, and measures it; a process of its own, so that its memory is the model's. */
const [file = '', folder = '', property = ''] = process.argv.slice(2);
const model = await loadModel(folder, property);
const { test } = readCorpus(file);
for (const { text } of test.slice(0, 300)) understand(model, text);
const times = test.map(({ text }) => {
  const started = performance.now();
  understand(model, text);
  return performance.now() - started;
});
times.sort((left, right) => left - right);
const { accuracy, macroF1, oosAuroc, oosRecallAt5, ece } = figuresOf(answerAll(model, test));
process.send?.({
  accuracy,
  macroF1,
  oosAuroc,
  oosRecallAt5,
  ece,
  modelBytes: bytesIn(folder),
  parseP50Ms: times[Math.floor(times.length * 0.5)] ?? null,
  parseP95Ms: times[Math.floor(times.length * 0.95)] ?? null,
  rssMB: process.memoryUsage().rss / 1e6,
});

/** What a bot reads: the manifest and a folder a component; no report. */
function bytesIn(place: string): number {
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const read = files.filter(({ name, parentPath }) => name === 'manifest.json' || /^\d\d-/.test(basename(parentPath)));
  return read.reduce((sum, { name, parentPath }) => sum + statSync(join(parentPath, name)).size, 0);
}
