import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BotonesError } from '@botones/contract';
import { listYamlFiles } from '../../config/yaml/list-yaml-files.ts';

/** The files of a Rasa project, by what they are for. */
export interface ProjectFiles {
  readonly domain: readonly string[];
  readonly data: readonly string[];
  /** Training data in the formats of Rasa 1, which nothing reads here. */
  readonly outdated: readonly string[];
  /** Test stories. */
  readonly tests: readonly string[];
  readonly config: string | null;
  readonly endpoints: string | null;
  readonly credentials: string | null;
}

/**
 * Finds them where Rasa looks: domain.yml or the folder domain/, data/, and files named test_* anywhere.
 * @throws BotonesError ERR_NOT_FOUND when there is no such folder
 */
export function findProjectFiles(folder: string): ProjectFiles {
  if (!existsSync(folder)) throw new BotonesError('ERR_NOT_FOUND', `There is no folder ${folder}.`);
  const data = listBelow(join(folder, 'data'));
  return {
    domain: first(folder, ['domain.yml', 'domain.yaml', 'domain']),
    data: data.filter((file) => !isTest(file)),
    outdated: listOutdated(join(folder, 'data')),
    tests: listYamlFiles(
      folder,
      strangers.map((name) => join(folder, name)),
    ).filter(isTest),
    config: one(folder, 'config'),
    endpoints: one(folder, 'endpoints'),
    credentials: one(folder, 'credentials'),
  };
}

/** Folders of a project in which nobody writes tests. */
const strangers = ['models', 'results', 'node_modules', 'venv', 'env'];

function isTest(file: string): boolean {
  return basename(file).startsWith('test_');
}

function first(folder: string, names: readonly string[]): string[] {
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  return found === undefined ? [] : statSync(found).isDirectory() ? listYamlFiles(found) : [found];
}

function one(folder: string, name: string): string | null {
  return first(folder, [`${name}.yml`, `${name}.yaml`])[0] ?? null;
}

/** `## intent:greet`, `* greet` with `  - utter_greet` below it, and a key of its JSON. */
const oldFormat = /^##\s*(intent|synonym|regex|lookup):|^\*\s*\w.*\n\s*-\s|"rasa_nlu_data"/m;

function listOutdated(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(md|json)$/.test(name))
    .map((name) => join(folder, name))
    .filter((file) => oldFormat.test(readFileSync(file, 'utf8')))
    .sort();
}

function listBelow(folder: string): string[] {
  return existsSync(folder) ? listYamlFiles(folder) : [];
}
