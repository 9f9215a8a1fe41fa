import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Thresholds } from '../../config/index.ts';
import type { Manifest } from '../model/model.ts';
import type { Answer } from './answer.ts';
import { figuresOf } from './figures.ts';
import { type PageData, toRow } from './report/data.ts';
import { defaultLoss } from './thresholds.ts';

export interface ReportInput {
  /** Name of the hotel. */
  readonly property: string;
  readonly manifest: Manifest;
  /** As configured. */
  readonly thresholds: Thresholds;
  /** One or more answered sets, the most telling first. */
  readonly sets: readonly { readonly name: string; readonly answers: readonly Answer[] }[];
}

/** Rows beyond this are left out of the page's data, evenly, so that a browser can hold it. */
const MOST_ROWS = 8_000;

/** One HTML page with everything in it: no server, no network, no other file. */
export function renderReport({ property, manifest, thresholds, sets }: ReportInput): string {
  const data: PageData = {
    property,
    model: { trainedAt: manifest.trainedAt, hash: manifest.hash.slice(0, 12), examples: manifest.examples },
    intents: manifest.intents,
    languages: manifest.languages,
    thresholds,
    loss: defaultLoss,
    sets: sets.map(({ name, answers }) => ({
      name,
      figures: figuresOf(answers),
      rows: thin(answers).map(toRow),
    })),
  };
  // The data come last, so that nothing in a guest's message is taken for a place to fill.
  return read('report.html')
    .replaceAll('%property%', () => escapeHtml(property))
    .replace('/* style */', () => read('report.css'))
    .replace('/* script */', bundleScript)
    .replace('%data%', () => JSON.stringify(data).replaceAll('<', '\\u003c'));
}

function thin(answers: readonly Answer[]): readonly Answer[] {
  const stride = Math.ceil(answers.length / MOST_ROWS);
  return stride > 1 ? answers.filter((_, at) => at % stride === 0) : answers;
}

/** The page's script in one piece; it shares the arithmetic of thresholds and scores with core. */
function bundleScript(): string {
  const entry = fileURLToPath(new URL('./report/page.ts', import.meta.url));
  const { outputFiles } = buildSync({ entryPoints: [entry], bundle: true, minify: true, format: 'iife', write: false });
  return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
}

function read(name: string): string {
  return readFileSync(new URL(`./report/${name}`, import.meta.url), 'utf8');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
