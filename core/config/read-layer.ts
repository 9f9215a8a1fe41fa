import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Piece } from './config.ts';
import type { Findings } from './findings.ts';
import { readSettings, type SettingsLayer } from './property/read-settings.ts';
import { settingsKeys } from './property/settings-schema.ts';
import { rasaKeys } from './rasa/file-schema.ts';
import { checkKeys } from './yaml/check-shape.ts';
import { listYamlFiles } from './yaml/list-yaml-files.ts';
import { emptyPiece, entriesOf } from './yaml/piece.ts';
import { readYaml } from './yaml/read-yaml.ts';

/** One folder of YAML files: the shared base, or what a property lays over it. */
export interface Layer {
  /** From its `botones.yml`; null when that cannot be read. */
  readonly settings: SettingsLayer | null;
  /** Every readable file, with the Rasa keys in it. */
  readonly roots: readonly Piece[];
  /** Whether every file could be read. */
  readonly complete: boolean;
}

/** Reads every YAML file below the folder except in `skip`; any Rasa key may stand in any file. */
export function readLayer(folder: string, skip: readonly string[], env: NodeJS.ProcessEnv, findings: Findings): Layer {
  const main = join(folder, 'botones.yml');
  const paths = existsSync(folder) ? listYamlFiles(folder, skip) : [];
  const files = paths.map((path) => ({ path, root: readYaml(path, env, findings) }));
  for (const { path, root } of files) if (root) checkTopKeys(root, path === main, findings);
  const settings = files.find(({ path }) => path === main)?.root;
  const absent = emptyPiece(relative(process.cwd(), main));
  return {
    settings: settings === null ? null : readSettings(settings ?? absent, findings),
    roots: files.flatMap(({ root }) => root ?? []),
    complete: files.every(({ root }) => root !== null),
  };
}

function checkTopKeys(root: Piece, isMain: boolean, findings: Findings): void {
  for (const [key] of entriesOf(root, findings)) {
    const isSetting = settingsKeys.some((each) => each === key);
    if (isSetting && !isMain) findings.fault(root.at([key]), `"${key}" is not read here`, 'move it to botones.yml');
    if (!isSetting) checkKeys(root, [key], isMain ? [...settingsKeys, ...rasaKeys] : rasaKeys, findings);
  }
}
