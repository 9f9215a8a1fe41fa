import type { Channel, ChannelContext, ChannelPlugin } from '@botones/contract';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/index.ts';
import { loadPlugin } from '../plugins.ts';
import { basePathOf } from './set-up-property.ts';

/** A channel of a property, set up for one question in a process in which no channel runs: a command. */
export interface Aside {
  readonly channel: Channel;
  readonly plugin: ChannelPlugin;
  /** Path under which the bot serves it. */
  readonly basePath: string;
}

/** Null: it is not configured. What the channel opens is closed behind `work`. */
export async function withChannel<Result>(
  config: Config,
  projectFolder: string,
  target: { property: string; channel: string },
  work: (aside: Aside) => Result | Promise<Result>,
): Promise<Result | null> {
  const index = config.properties.findIndex(({ property }) => property.id === target.property);
  const found = config.properties[index];
  const entry = found?.channels.find(({ name }) => name === target.channel);
  if (found === undefined || entry === undefined) return null;
  const loaded = await loadPlugin<ChannelPlugin>('channel', entry, projectFolder);
  if ('faults' in loaded) throw new ConfigError(loaded.faults);
  const { plugin, options } = loaded;
  const closers: (() => void | Promise<void>)[] = [];
  const basePath = basePathOf(found.property.id, entry.name, index === 0);
  const context: ChannelContext<unknown> = {
    options,
    property: found.property,
    accounts: entry.accounts,
    basePath,
    transcript: { read: async () => [], watch: () => () => {} },
    secret: () => new Uint8Array(32),
    allow: async () => true,
    media: { put: refuseMedia, get: async () => null },
    tally: async () => 0,
    now: () => Temporal.Now.instant(),
    log: () => {},
    onClose: (close) => void closers.push(close),
  };
  try {
    const channel = (await plugin.setup(context as ChannelContext<never>)) as Channel;
    return await work({ channel, plugin, basePath });
  } finally {
    for (const close of closers) await close();
  }
}

function refuseMedia(): never {
  throw new Error('A command keeps no files.');
}
