import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BotonesError, CONTRACT_VERSION, type Schema } from '@botones/contract';
import type { Config, Fault, PluginEntry } from './config/config.ts';
import { checkOptions } from './config/index.ts';

/** Folder of our own plugins of each kind, below the package. */
const folders = {
  channel: 'channels',
  handler: 'plugins/handlers',
  notifier: 'plugins/notifiers',
  pms: 'plugins/pms',
  transcriber: 'plugins/transcribers',
  component: 'plugins/components',
} as const;

export type PluginKind = keyof typeof folders;

interface AnyPlugin {
  kind: PluginKind;
  contract: number;
  name: string;
  options?: Schema;
}

/** A plugin found by its name in the YAML, with its options checked. */
export interface Loaded<P> {
  plugin: P;
  options: unknown;
}

const ours = resolve(import.meta.dirname, '..');

/**
 * Loads the plugin that an entry names: `late-checkout` is a folder of ours, `@acme/spa` a package of the project
 * in `projectFolder`. What is wrong with its options is returned as faults with the place in the YAML.
 *
 * @throws BotonesError `ERR_PLUGIN_NOT_FOUND`, `ERR_PLUGIN_INVALID`, `ERR_PLUGIN_CONTRACT`.
 */
export async function loadPlugin<P>(
  kind: PluginKind,
  entry: PluginEntry,
  projectFolder: string,
): Promise<Loaded<P> | { faults: Fault[] }> {
  const { file, line } = entry.place;
  const module = await load(locate(kind, entry, projectFolder), entry);
  const plugin = module.default as AnyPlugin | undefined;
  if (plugin?.kind !== kind) {
    throw new BotonesError(
      'ERR_PLUGIN_INVALID',
      `${file}:${line}: ${entry.name} is no ${kind}: its module must default-export what define${kind[0]?.toUpperCase()}${kind.slice(1)} returns.`,
    );
  }
  if (plugin.contract !== CONTRACT_VERSION) {
    throw new BotonesError(
      'ERR_PLUGIN_CONTRACT',
      `${file}:${line}: ${entry.name} was written for contract ${plugin.contract}, this is ${CONTRACT_VERSION}. Update the plugin, or Botones.`,
    );
  }
  if (!plugin.options) {
    const [unknown] = Object.keys(entry.options);
    if (unknown === undefined) return { plugin: plugin as P, options: {} };
    const message = `${entry.name} takes no options`;
    return { faults: [{ ...entry.at([unknown]), message, cure: 'remove what stands below its name' }] };
  }
  const checked = await checkOptions(plugin.options, entry);
  return 'faults' in checked ? checked : { plugin: plugin as P, options: checked.options };
}

async function load(url: string, { name, place }: PluginEntry): Promise<{ default?: unknown }> {
  try {
    return await import(url);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BotonesError('ERR_PLUGIN_INVALID', `${place.file}:${place.line}: ${name} could not be loaded: ${why}`, {
      cause,
    });
  }
}

/** A package of today may export itself to `import` alone. */
const asImport = { conditions: new Set(['import', 'node', 'default']) } as { paths?: string[] };

function locate(kind: PluginKind, entry: PluginEntry, projectFolder: string): string {
  if (!entry.name.includes('/')) {
    const file = join(ours, folders[kind], entry.name, 'index.ts');
    if (existsSync(file)) return pathToFileURL(file).href;
  }
  try {
    const { resolve: find } = createRequire(join(projectFolder, 'package.json'));
    return pathToFileURL(find(entry.name, asImport)).href;
  } catch (cause) {
    const { file, line } = entry.place;
    throw new BotonesError(
      'ERR_PLUGIN_NOT_FOUND',
      `${file}:${line}: there is no ${kind} "${entry.name}": neither ${folders[kind]}/${entry.name} nor an installed package of that name.`,
      { cause },
    );
  }
}

/** What is wrong with the plugins that a configuration names: unknown ones, and faults of their options. */
export async function checkPlugins(config: Config, projectFolder: string): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { channels, handlers, ports } of config.properties) {
    const named = [
      ...channels.map((entry) => ['channel', entry] as const),
      ...handlers.map((entry) => ['handler', entry] as const),
      ...(['notifier', 'pms', 'transcriber'] as const).flatMap((port) => {
        const entry = ports[port];
        return entry === null ? [] : [[port, entry] as const];
      }),
    ];
    for (const [kind, entry] of named) faults.push(...(await check(kind, entry, projectFolder)));
  }
  return faults;
}

async function check(kind: PluginKind, entry: PluginEntry, projectFolder: string): Promise<Fault[]> {
  try {
    const loaded = await loadPlugin(kind, entry, projectFolder);
    return 'faults' in loaded ? loaded.faults : [];
  } catch (error) {
    if (!(error instanceof BotonesError)) throw error;
    const cure = `name a folder below ${folders[kind]} or an installed package`;
    return [{ ...entry.place, message: error.message.replace(/^[^:]*:\d+: /, ''), cure }];
  }
}
