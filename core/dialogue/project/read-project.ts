import { basename, relative, resolve } from 'node:path';
import type { Bot, Fault, Piece } from '../../config/config.ts';
import { Findings } from '../../config/findings.ts';
import { parseBot } from '../../config/rasa/parse-bot.ts';
import { readYaml } from '../../config/yaml/read-yaml.ts';
import { compileParts, readParts } from '../engine/compile.ts';
import type { Engine } from '../engine/engine.ts';
import type { Path } from '../stories/block.ts';
import { readPaths } from '../stories/read-paths.ts';
import { type ActionEndpoint, readActionEndpoint } from './action-endpoint.ts';
import { findProjectFiles } from './project-files.ts';
import { type RasaConfig, readRasaConfig } from './rasa-config.ts';
import { triggerRules } from './trigger-rules.ts';

/** A Rasa project, read and compiled where it lies. */
export interface Project {
  /** Name of its folder. */
  readonly name: string;
  readonly bot: Bot;
  readonly config: RasaConfig;
  readonly engine: Engine;
  readonly tests: readonly Path[];
  /** Where custom actions run; null: nowhere. */
  readonly actionEndpoint: ActionEndpoint | null;
  /** What stands in the project's settings and means nothing here. */
  readonly ignored: readonly string[];
  /** With these no engine should run. */
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

/**
 * Reads everything and reports everything.
 * @throws BotonesError ERR_NOT_FOUND when there is no such folder
 */
export function readProject(folder: string, env: NodeJS.ProcessEnv): Project {
  const files = findProjectFiles(folder);
  const settings = new Findings();
  const config = readRasaConfig(open(files.config, env, settings) ?? nothing);
  const endpoints = open(files.endpoints, env, settings);
  const credentials = open(files.credentials, env, settings);
  for (const file of files.outdated) {
    const cure = 'convert it with Rasa 2 (rasa data convert), which writes YAML';
    settings.warn(
      { file: relative(process.cwd(), file), line: 1, path: '' },
      'is in a format of Rasa 1 and is not read',
      cure,
    );
  }
  const { language } = config;
  const written = [...files.domain, ...files.data, ...files.tests];
  // A domain among the data is one all the same, where there is no other.
  const domain = files.domain.length > 0 ? files.domain : written;
  const { bot, findings: data } = parseBot(written, { env, language, domain });
  const findings = new Findings();
  if (files.domain.length === 0 && bot.dialogue.intents.length === 0) {
    findings.fault({ file: relative(process.cwd(), folder), line: 1, path: '' }, 'has no domain', 'add a domain.yml');
  }
  const parts = readParts(bot, findings);
  const rules = config.mapsIntents ? [...parts.rules, ...triggerRules(bot, parts)] : parts.rules;
  const engine = compileParts({ ...parts, rules }, findings, config.policies);
  const tests = readPaths(bot.dialogue, 'test', engine.domain, findings);
  const [broken, tolerated] = partition(data.faults, ({ path }) => path === '');
  return {
    name: basename(resolve(folder)),
    bot,
    config,
    engine,
    tests,
    actionEndpoint: endpoints === null ? null : readActionEndpoint(endpoints.child('action_endpoint'), settings),
    ignored: [
      ...config.ignored,
      ...keysOf(endpoints).filter((key) => key !== 'action_endpoint'),
      ...keysOf(credentials).map((channel) => `channel ${channel}`),
    ],
    faults: [...broken, ...findings.faults],
    // Rasa passes over a wrong example or an unknown key, and settings speak of systems that need not be there.
    warnings: [...tolerated, ...data.warnings, ...findings.warnings, ...settings.faults, ...settings.warnings],
  };
}

const nothing: Piece = {
  value: undefined,
  place: { file: '', line: 0, path: '' },
  at: () => nothing.place,
  child: () => nothing,
};

function open(file: string | null, env: NodeJS.ProcessEnv, findings: Findings): Piece | null {
  return file === null ? null : readYaml(file, env, findings);
}

/** Those for which it holds, and the others. A file that cannot be read at all has its faults at no path. */
function partition<T>(all: readonly T[], holds: (one: T) => boolean): [T[], T[]] {
  return [all.filter(holds), all.filter((one) => !holds(one))];
}

function keysOf(root: Piece | null): string[] {
  return Object.keys(root?.value ?? {});
}
