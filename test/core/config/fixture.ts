import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type Config, ConfigError, type Fault, loadConfig, type PropertyConfig } from '../../../core/config/index.ts';

type Files = Readonly<Record<string, string>>;

/** The smallest sound hotel: one language, one intent. */
export const soundFiles = {
  'botones.yml': `
property:
  name: Hotel Sol
  timeZone: Europe/Madrid
  languages: [es]
  currency: EUR
channels:
  web:
handlers:
  business-hours: {}
`,
  'greet.yml': `
nlu:
- intent: greet
  examples: |
    - hola
    - buenas
responses:
  utter_greet:
  - text: ¡Hola!
`,
} as const;

/** The same in two languages. */
export const bilingual = soundFiles['botones.yml'].replace('[es]', '[es, en]');

/** Runs `use` on a folder with these files, which is gone afterwards. */
export function withFolder<T>(files: Files, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'botones-config-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text.replace(/^\n/, ''));
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Loads the files laid over the sound hotel. */
export function load(files: Files = {}, env: NodeJS.ProcessEnv = {}): Config {
  return withFolder({ ...soundFiles, ...files }, (folder) => loadConfig(folder, env));
}

/** The base property of the files laid over the sound hotel. */
export function loadBase(files: Files = {}, env: NodeJS.ProcessEnv = {}): PropertyConfig {
  const [base] = load(files, env).properties;
  if (!base) throw new Error('there is no property');
  return base;
}

/** The faults of the files laid over the sound hotel, with file names as given; none when it loads. */
export function faultsOf(files: Files, env: NodeJS.ProcessEnv = {}): Fault[] {
  return withFolder({ ...soundFiles, ...files }, (folder) => {
    try {
      loadConfig(folder, env);
      return [];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const prefix = relative(process.cwd(), folder);
      return error.faults.map((fault) => ({ ...fault, file: relative(prefix, fault.file) }));
    }
  });
}

/** `file:line path message — cure`, for comparing a fault at one glance. */
export function told(files: Files, env: NodeJS.ProcessEnv = {}): string[] {
  return faultsOf(files, env).map(
    ({ file, line, path, message, cure }) => `${file}:${line} ${path} ${message} — ${cure}`,
  );
}
