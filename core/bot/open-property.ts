import type { Door } from '../delivery/deliver.ts';
import { openDoor } from '../delivery/door.ts';
import type { MediaTools } from '../delivery/keep-media.ts';
import { ensureModel, readTests, understand, watchCurrent } from '../nlu/index.ts';
import { openEars } from '../pipeline/open-ears.ts';
import type { PropertyRuntime } from '../pipeline/property-runtime.ts';
import type { PropertyPlugins } from '../pipeline/set-up-property.ts';
import { openMediaStore } from '../store/media.ts';
import { observeTranscription, observeTurn } from '../telemetry/observe.ts';
import type { Troubled } from '../telemetry/troubles.ts';
import type { Grounds } from './grounds.ts';

/** The blueprint's. */
const NLP_SECONDS = 60;

/** A property that is being answered for: it understands, hears, and has doors to its guests. */
export interface OpenProperty {
  readonly plugins: PropertyPlugins;
  readonly runtime: PropertyRuntime;
  /** By channel; those whose readers fetch their replies have none. */
  readonly doors: ReadonlyMap<string, Door>;
  mediaTools(channel: string): MediaTools;
  close(): void | Promise<void>;
}

/** Trains the property's model first where there is none that fits. */
export async function openProperty(
  grounds: Grounds,
  plugins: PropertyPlugins,
  troubled: Troubled,
): Promise<OpenProperty> {
  const { database, logger, metrics, guardOf, now, options } = grounds;
  const { property } = plugins.config;
  const live = await openModel(grounds, plugins);
  const nlp = guardOf(property.id, 'nlp', { timeoutSeconds: NLP_SECONDS }, plugins.config.nlp.resilience);
  const { ears, toolsOf } = openEars({
    ...plugins,
    database,
    property: property.id,
    media: openMediaStore(database, property.id, options.publicUrl ?? ''),
    guardOf: (channel) => guardOf(property.id, `media:${channel}`, plugins.channels.get(channel)?.resilience),
    addJob: grounds.addJob,
    heard: observeTranscription(property.id, metrics),
    missed: (error) => logger.warn({ property: property.id, error }, 'A voice message could not be transcribed'),
  });
  return {
    plugins,
    runtime: {
      ...plugins,
      ears,
      now,
      understand: (text, language) =>
        nlp.run(async () => understand(live.model, text, { language, onError: rethrow }), untilDone, {
          operation: 'understand',
        }),
      observe: (turn) => observeTurn(turn, metrics, logger),
    },
    doors: openDoors(grounds, plugins, troubled),
    mediaTools: toolsOf,
    close: () => live.close(),
  };
}

async function openModel({ options, logger, failed }: Grounds, { config }: PropertyPlugins) {
  const { property } = config;
  const log = {
    info(fields: object, sentence: string) {
      logger.info(fields, sentence);
      options.progress?.(`${property.name}: ${sentence}`);
    },
  };
  const tests = () => readTests(options.tests ?? '', property.id, property.languages[0] ?? 'en');
  const first = await ensureModel(config, options.modelFolder, log, tests);
  return watchCurrent(options.modelFolder, first, { onError: failed('A model could not be read') });
}

function openDoors(
  { guardOf, tellAdmission }: Grounds,
  { config, channels }: PropertyPlugins,
  troubled: Troubled,
): Map<string, Door> {
  const doors = new Map<string, Door>();
  for (const { name, channel, resilience, capabilities } of channels.values()) {
    if (!channel.send) continue;
    const at = { channel: name, property: config.property.id };
    const door = openDoor(channel, guardOf(at.property, `channel:${name}`, resilience), {
      windowHours: capabilities.windowHours,
      stopped(_account, reason) {
        tellAdmission(at, false);
        troubled({ ...at, code: reason });
      },
      resumed: () => tellAdmission(at, true),
    });
    doors.set(name, door);
  }
  return doors;
}

/** Nobody waits for understanding but its turn. */
const untilDone = new AbortController().signal;

function rethrow(error: unknown): never {
  throw error;
}
