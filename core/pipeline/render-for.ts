import type { Channel, ChannelContext, ChannelPlugin, Part } from '@botones/contract';
import type { Config } from '../config/config.ts';
import type { Rendered } from '../delivery/types.ts';
import { loadPlugin } from '../plugins.ts';

/** Renders parts for the channel of a conversation, from a process in which no channel runs: a command of staff. */
export async function renderFor(
  config: Config,
  projectFolder: string,
  target: { property: string; channel: string },
  parts: Part[],
): Promise<{ rendered: Rendered[]; pull: boolean }> {
  const found = config.properties.find(({ property }) => property.id === target.property);
  const entry = found?.channels.find(({ name }) => name === target.channel);
  // A channel that is no longer configured (a chat in the terminal) is read from the transcript.
  if (found === undefined || entry === undefined) return { rendered: [{ payload: null, parts }], pull: true };
  const loaded = await loadPlugin<ChannelPlugin>('channel', entry, projectFolder);
  if ('faults' in loaded) throw new Error(`The options of ${entry.name} have faults; run npm run validate.`);
  const { plugin, options } = loaded;
  if (plugin.capabilities.pull) return { rendered: [{ payload: null, parts }], pull: true };
  const closers: (() => void | Promise<void>)[] = [];
  const context: ChannelContext<unknown> = {
    options,
    property: found.property,
    accounts: entry.accounts,
    basePath: `/${entry.name}`,
    transcript: { read: async () => [], watch: () => () => {} },
    secret: () => new Uint8Array(32),
    allow: async () => true,
    media: { put: refuseMedia, get: async () => null },
    tally: async () => 0,
    now: () => Temporal.Now.instant(),
    log: () => {},
    onClose: (close) => void closers.push(close),
  };
  const channel = (await plugin.setup(context as ChannelContext<never>)) as Channel;
  const payloads = channel.render(parts, plugin.capabilities);
  for (const close of closers) await close();
  return { rendered: payloads.map((payload, index) => ({ payload, parts: index === 0 ? parts : null })), pull: false };
}

function refuseMedia(): never {
  throw new Error('Rendering keeps no files.');
}
