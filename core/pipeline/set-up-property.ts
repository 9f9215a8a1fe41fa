import {
  BotonesError,
  type Channel,
  type ChannelContext,
  type ChannelPlugin,
  type Handle,
  type HandlerPlugin,
  type Notifier,
  type NotifierPlugin,
  type Operations,
  type Pms,
  type PmsContext,
  type PmsPlugin,
  pmsOperations,
  type Transcriber,
  type TranscriberPlugin,
  transcriberOperations,
} from '@botones/contract';
import type { Fault, PluginEntry, PropertyConfig, Resilience } from '../config/config.ts';
import { Findings } from '../config/findings.ts';
import { ConfigError } from '../config/index.ts';
import type { Engine } from '../dialogue/engine/engine.ts';
import { compileHotel } from '../dialogue/hotel/compile-hotel.ts';
import { loadPlugin } from '../plugins.ts';
import { actionsOf } from './actions-of.ts';
import { watchWrites } from './unsettled.ts';

/** The plugins of one property, set up and ready. */
export interface PropertyPlugins {
  readonly config: PropertyConfig;
  /** The dialogue, compiled. */
  readonly engine: Engine;
  readonly handlers: ReadonlyMap<string, Handle>;
  readonly channels: ReadonlyMap<string, SetUpChannel>;
  readonly notifier: Notifier;
  /** Behind resilience, like the transcriber. */
  readonly pms: Pms;
  /** Null: the hotel has none, and guests are asked to write. */
  readonly transcriber: Transcriber | null;
  close(): Promise<void>;
}

export interface SetUpChannel {
  readonly name: string;
  /** Under which its routes are served: `/web`, or `/<property>/web` for a further property. */
  readonly basePath: string;
  readonly accounts: readonly string[];
  readonly capabilities: ChannelPlugin['capabilities'];
  readonly channel: Channel;
  /** The hotel's own figures for calls of this channel. */
  readonly resilience?: Resilience | undefined;
}

type OnClose = (close: () => void | Promise<void>) => void;

/** What core lends to plugins. */
export interface Lent {
  readonly projectFolder: string;
  channelContext(
    config: PropertyConfig,
    name: string,
  ): Pick<ChannelContext<unknown>, 'transcript' | 'secret' | 'allow' | 'media' | 'now'>;
  pmsContext(
    config: PropertyConfig,
    name: string,
    onClose: OnClose,
  ): Pick<PmsContext<unknown>, 'database' | 'lock' | 'media' | 'now' | 'fateOf'>;
  /** Puts deadlines, tries, a breaker and a cache around every method of a port. */
  protect<P extends object>(
    config: PropertyConfig,
    kind: 'pms' | 'transcriber',
    entry: PluginEntry,
    port: P,
    operations: Operations<P>,
  ): P;
  /** Puts every write to the PMS on the audit trail. */
  audit?(property: string, pms: Pms): Pms;
  /** Puts what the PMS's adapter logs on the audit trail, too. */
  noted?(property: string, sentence: string, fields: Readonly<Record<string, string | number>>): void;
  /** Has a write to the PMS been begun under this key by an earlier run of its turn, too? */
  beganBefore?(key: string): Promise<boolean>;
  log(sentence: string, fields: Readonly<Record<string, string | number>>): void;
}

/** Where a channel is served: that of the first property needs no more than its own name. */
export function basePathOf(property: string, channel: string, isFirst: boolean): string {
  return isFirst ? `/${channel}` : `/${property}/${channel}`;
}

/** Loads and sets up every plugin that a property names. All faults of their options are reported at once. */
export async function setUpProperty(config: PropertyConfig, isFirst: boolean, lent: Lent): Promise<PropertyPlugins> {
  const closers: (() => void | Promise<void>)[] = [];
  const onClose: OnClose = (close) => void closers.push(close);
  const { property } = config;
  const { log } = lent;
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
  const pmsPlugin = config.ports.pms && (await load<PmsPlugin>('pms', config.ports.pms));
  const transcriberPlugin =
    config.ports.transcriber && (await load<TranscriberPlugin>('transcriber', config.ports.transcriber));
  const findings = new Findings();
  const engine = compileHotel(
    config.bot,
    handlerPlugins.map(({ entry: { name, place }, plugin: { slots = [], asks = [], checks = false } }) => ({
      name,
      slots,
      asks,
      checks,
      place,
    })),
    findings,
  );
  faults.push(...findings.faults);
  if (faults.length > 0 || notifierPlugin === null) throw new ConfigError(faults, []);

  const channels = new Map<string, SetUpChannel>();
  for (const { entry, plugin, options } of channelPlugins) {
    const basePath = basePathOf(property.id, entry.name, isFirst);
    const { accounts, resilience } = entry;
    const shared = lent.channelContext(config, entry.name);
    const context = { ...shared, options, property, accounts, basePath, log, onClose } as ChannelContext<never>;
    const channel = await named(entry, () => plugin.setup(context));
    const { capabilities } = plugin;
    channels.set(entry.name, { name: entry.name, basePath, accounts, capabilities, channel, resilience });
  }

  const handlers = new Map<string, Handle>();
  const pms = pmsPlugin === null ? missingPms() : await setUpPms(pmsPlugin);
  for (const { entry, plugin, options } of handlerPlugins) {
    const made = await named(entry, () => plugin.setup({ options: options as never, property, pms, onClose }));
    for (const [name, handle] of actionsOf(entry.name, made)) handlers.set(name, handle);
  }

  async function setUpPms({ plugin, options, entry }: NonNullable<typeof pmsPlugin>): Promise<Pms> {
    const shared = lent.pmsContext(config, entry.name, onClose);
    const both: typeof log = (...line) => {
      log(...line);
      lent.noted?.(property.id, ...line);
    };
    const context = { ...shared, options, property, log: both, onClose } as PmsContext<never>;
    const pms = lent.protect(config, 'pms', entry, await named(entry, () => plugin.setup(context)), pmsOperations);
    return watchWrites(lent.audit?.(property.id, pms) ?? pms, lent.beganBefore ?? (async () => false));
  }

  async function setUpTranscriber({ plugin, options, entry }: NonNullable<typeof transcriberPlugin>) {
    const transcriber = await named(entry, () => plugin.setup({ options: options as never, property, log, onClose }));
    return lent.protect(config, 'transcriber', entry, transcriber, transcriberOperations);
  }

  const transcriber = transcriberPlugin === null ? null : await setUpTranscriber(transcriberPlugin);
  const { plugin, options, entry } = notifierPlugin;
  const notifier = await named(entry, () => plugin.setup({ options: options as never, property, log, onClose }));
  return {
    config,
    engine,
    channels,
    handlers,
    notifier,
    pms,
    transcriber,
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
  const capabilities = { holds: false, payments: false, changes: false, cancels: false, extras: false, notes: false };
  const methods = Object.keys(pmsOperations).map((method) => [method, refuse]);
  return { capabilities, ...Object.fromEntries(methods) };
}
