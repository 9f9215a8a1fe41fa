import {
  BotonesError,
  type Channel,
  type ChannelContext,
  type ChannelPlugin,
  type Handle,
  type HandlerPlugin,
  type Notifier,
  type NotifierPlugin,
  type Pms,
} from '@botones/contract';
import type { Fault, PluginEntry, PropertyConfig } from '../config/config.ts';
import { Findings } from '../config/findings.ts';
import { ConfigError } from '../config/index.ts';
import type { Engine } from '../dialogue/engine/engine.ts';
import { compileHotel } from '../dialogue/hotel/compile-hotel.ts';
import { loadPlugin } from '../plugins.ts';

/** The plugins of one property, set up and ready. */
export interface PropertyPlugins {
  readonly config: PropertyConfig;
  /** The dialogue, compiled. */
  readonly engine: Engine;
  readonly handlers: ReadonlyMap<string, Handle>;
  readonly channels: ReadonlyMap<string, SetUpChannel>;
  readonly notifier: Notifier;
  close(): Promise<void>;
}

export interface SetUpChannel {
  readonly name: string;
  /** Under which its routes are served: `/web`, or `/<property>/web` for a further property. */
  readonly basePath: string;
  readonly accounts: readonly string[];
  readonly capabilities: ChannelPlugin['capabilities'];
  readonly channel: Channel;
}

/** What core lends to plugins. */
export interface Lent {
  readonly projectFolder: string;
  channelContext(
    config: PropertyConfig,
    name: string,
  ): Pick<ChannelContext<unknown>, 'transcript' | 'secret' | 'allow' | 'now'>;
  log(sentence: string, fields: Readonly<Record<string, string | number>>): void;
}

/** Loads and sets up every plugin that a property names. All faults of their options are reported at once. */
export async function setUpProperty(config: PropertyConfig, isFirst: boolean, lent: Lent): Promise<PropertyPlugins> {
  const closers: (() => void | Promise<void>)[] = [];
  const onClose = (close: () => void | Promise<void>) => void closers.push(close);
  const { property } = config;
  const faults: Fault[] = [];

  const load = async <P extends { name: string }>(kind: Parameters<typeof loadPlugin>[0], entry: PluginEntry) => {
    const loaded = await loadPlugin<P>(kind, entry, lent.projectFolder);
    if ('faults' in loaded) faults.push(...loaded.faults);
    return 'faults' in loaded ? null : { entry, ...loaded };
  };
  const loadAll = async <P extends { name: string }>(
    kind: Parameters<typeof loadPlugin>[0],
    entries: readonly PluginEntry[],
  ) => (await Promise.all(entries.map((entry) => load<P>(kind, entry)))).filter((loaded) => loaded !== null);

  const channelPlugins = await loadAll<ChannelPlugin>('channel', config.channels);
  const handlerPlugins = await loadAll<HandlerPlugin>('handler', config.handlers);
  const notifierPlugin = await load<NotifierPlugin>('notifier', config.ports.notifier);
  const findings = new Findings();
  const engine = compileHotel(
    config.bot,
    handlerPlugins.map(({ entry: { name, place }, plugin: { slots = [] } }) => ({ name, slots, place })),
    findings,
  );
  faults.push(...findings.faults);
  if (faults.length > 0 || notifierPlugin === null) throw new ConfigError(faults, []);

  const channels = new Map<string, SetUpChannel>();
  for (const { entry, plugin, options } of channelPlugins) {
    const basePath = isFirst ? `/${entry.name}` : `/${property.id}/${entry.name}`;
    const { accounts } = entry;
    const shared = lent.channelContext(config, entry.name);
    const context = { ...shared, options, property, accounts, basePath, onClose } as ChannelContext<never>;
    const channel = await named(entry, () => plugin.setup(context));
    channels.set(entry.name, { name: entry.name, basePath, accounts, capabilities: plugin.capabilities, channel });
  }

  const handlers = new Map<string, Handle>();
  const pms = missingPms();
  for (const { entry, plugin, options } of handlerPlugins) {
    handlers.set(
      entry.name,
      await named(entry, () => plugin.setup({ options: options as never, property, pms, onClose })),
    );
  }

  const { plugin, options, entry } = notifierPlugin;
  const notifier = await named(entry, () =>
    plugin.setup({ options: options as never, property, log: lent.log, onClose }),
  );
  return {
    config,
    engine,
    channels,
    handlers,
    notifier,
    async close() {
      const inOrder = closers.splice(0).reverse();
      for (const close of inOrder)
        await attempt(close, () => lent.log('A plugin failed to close', { property: property.id }));
    },
  };
}

/** One plugin that cannot let go must not keep the others from it. */
async function attempt(close: () => void | Promise<void>, failed: () => void): Promise<void> {
  try {
    await close();
  } catch {
    failed();
  }
}

async function named<T>(entry: PluginEntry, setup: () => T | Promise<T>): Promise<T> {
  try {
    return await setup();
  } catch (cause) {
    const { file, line } = entry.place;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BotonesError('ERR_PLUGIN_SETUP', `${file}:${line}: ${entry.name} could not be set up: ${why}`, { cause });
  }
}

/** Handlers that never ask the PMS work without one; the others fail in the turn that needs it, which goes to staff. */
function missingPms(): Pms {
  const refuse = (): never => {
    throw new BotonesError('ERR_PORT_MISSING', 'No PMS is configured; add one under ports: in botones.yml.');
  };
  return { getRoomTypes: refuse, searchOffers: refuse, createReservation: refuse, findReservation: refuse };
}
