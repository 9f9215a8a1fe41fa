import type { PluginDatabase, Pms, PmsContext, PmsPlugin } from '@botones/contract';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/index.ts';
import { loadPlugin } from '../plugins.ts';

/** What an adapter tells operators. */
export interface PmsLine {
  readonly sentence: string;
  readonly fields: Readonly<Record<string, string | number>>;
}

/** The PMS of a property, set up for one question in a process that sells nothing: a command. */
export interface PmsAside {
  readonly name: string;
  readonly pms: Pms;
  /** So far. */
  readonly lines: readonly PmsLine[];
}

/**
 * Null: the property has none. Its tables are not touched, since the bot may be running on them: statements are taken, and
 * find nothing. What the adapter opens is closed behind `work`.
 */
export async function withPms<Result>(
  config: Config,
  projectFolder: string,
  id: string,
  work: (aside: PmsAside) => Result | Promise<Result>,
): Promise<Result | null> {
  const found = config.properties.find(({ property }) => property.id === id);
  const entry = found?.ports.pms ?? null;
  if (found === undefined || entry === null) return null;
  const loaded = await loadPlugin<PmsPlugin>('pms', entry, projectFolder);
  if ('faults' in loaded) throw new ConfigError(loaded.faults);
  const { plugin, options } = loaded;
  const closers: (() => void | Promise<void>)[] = [];
  const lines: PmsLine[] = [];
  const context: PmsContext<unknown> = {
    options,
    property: found.property,
    database: nowhere,
    lock: (_resource, { signal }, work) => work(0, signal),
    media: { put: refuseMedia, get: async () => null },
    now: () => Temporal.Now.instant(),
    fateOf: async () => 'unknown',
    log: (sentence, fields) => void lines.push({ sentence, fields }),
    onClose: (close) => void closers.push(close),
  };
  try {
    const pms = await plugin.setup(context as PmsContext<never>);
    return await work({ name: entry.name, pms, lines });
  } finally {
    for (const close of closers) await close();
  }
}

const nowhere: PluginDatabase = {
  query: async () => [],
  transaction: (work) => work(nowhere.query),
  migrate: async () => {},
};

function refuseMedia(): never {
  throw new Error('A command keeps no files.');
}
