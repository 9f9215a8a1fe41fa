import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { checkAccounts } from './check/check-accounts.ts';
import { checkBot } from './check/check-bot.ts';
import type { Config, PropertyConfig } from './config.ts';
import { ConfigError } from './config-error.ts';
import { Findings } from './findings.ts';
import { freezeDeep } from './freeze-deep.ts';
import { listOverlays } from './list-overlays.ts';
import { languagesOf } from './property/merge-property.ts';
import { mergeSettings } from './property/merge-settings.ts';
import { pieceIn } from './property/read-settings.ts';
import { mergeBot } from './rasa/merge-bot.ts';
import type { RasaFile } from './rasa/rasa-file.ts';
import { readRasaFile } from './rasa/read-rasa-file.ts';
import { type Layer, readLayer } from './read-layer.ts';

/** A property as layers, the shared base first. */
interface Stack {
  /** Name of its folder; null for the base itself. */
  readonly name: string | null;
  readonly layers: readonly Layer[];
}

/**
 * Reads `botones.yml` and every other .yml or .yaml file below the folder, and each `properties/<name>/` as a further
 * property laid over this shared base. Relative folders and the places in faults start at the working directory.
 * Throws `ConfigError` with every fault of every file.
 */
export function loadConfig(folder: string, env: NodeJS.ProcessEnv): Config {
  const findings = new Findings();
  const absolute = resolve(folder);
  requireMainFile(absolute);
  const base = readLayer(absolute, [join(absolute, 'properties')], env, findings);
  const stacks: Stack[] = [
    { name: null, layers: [base] },
    ...listOverlays(absolute, findings).map(({ name, path }) => ({
      name,
      layers: [base, readLayer(path, [], env, findings)],
    })),
  ];
  const bots = readBots(stacks, findings);
  const readable = stacks.filter(({ layers }) => layers.every(({ settings }) => settings !== null));
  const properties = readable.map((stack) => mergeStack(stack, bots, findings));
  checkIds(properties, readable, findings);
  checkAccounts(properties, findings);
  if (findings.faults.length > 0) throw new ConfigError(findings.faults, findings.warnings);
  return freezeDeep({ folder: absolute, properties, warnings: findings.warnings });
}

/** Each layer once, in its own default language, however many properties stand on it. */
function readBots(stacks: readonly Stack[], findings: Findings): Map<Layer, readonly RasaFile[]> {
  const languages = stacks.map(({ layers }) => languagesOf(settingsOf(layers)));
  const spoken = languages.every((some) => some.length > 0) ? new Set(languages.flat()) : null;
  return new Map(
    stacks.map(({ layers }, index) => {
      const own = layers[layers.length - 1] as Layer;
      const language = languages[index]?.[0] ?? 'und';
      return [own, own.roots.map((root) => readRasaFile(root, { language, spoken, findings }))];
    }),
  );
}

function mergeStack(
  { name, layers }: Stack,
  bots: ReadonlyMap<Layer, readonly RasaFile[]>,
  findings: Findings,
): PropertyConfig {
  const settings = mergeSettings(settingsOf(layers), name, findings);
  const { languages } = settings.property;
  const files = layers.map((layer) => bots.get(layer) ?? []);
  const property = { ...settings, bot: mergeBot(files, languages.length > 0 ? languages : null, findings) };
  const complete = layers.every((layer) => layer.complete);
  checkBot(property, complete, findings);
  return property;
}

function requireMainFile(folder: string): void {
  const path = join(folder, 'botones.yml');
  if (existsSync(path)) return;
  const place = { file: relative(process.cwd(), path), line: 1, path: '' };
  const cure = 'write it, or name the folder that holds it; core/config/README.md shows one';
  throw new ConfigError([{ ...place, message: 'does not exist', cure }]);
}

function checkIds(properties: readonly PropertyConfig[], stacks: readonly Stack[], findings: Findings): void {
  properties.forEach(({ property: { id } }, index) => {
    const first = properties.findIndex(({ property }) => property.id === id);
    const layers = stacks[index]?.layers ?? [];
    if (first === index) return;
    const cure = 'give one of them another property.id';
    findings.fault(pieceIn(settingsOf(layers), ['property', 'id']).place, `two properties have the id "${id}"`, cure);
  });
}

function settingsOf(layers: readonly Layer[]) {
  return layers.flatMap(({ settings }) => settings ?? []);
}
