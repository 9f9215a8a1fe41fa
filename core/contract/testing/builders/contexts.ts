import type { ChannelContext } from '../../channel.ts';
import type { HandlerContext } from '../../handler.ts';
import type { PluginDatabase } from '../../plugin-store.ts';
import type { NotifierContext } from '../../ports/notifier.ts';
import type { PmsContext } from '../../ports/pms.ts';
import type { TranscriberContext } from '../../ports/transcriber.ts';
import { fakeLock } from '../fakes/fake-lock.ts';
import { fakeMediaStore } from '../fakes/fake-media-store.ts';
import { fakePms } from '../fakes/fake-pms.ts';
import { fakeTranscript } from '../fakes/fake-transcript.ts';
import { manualClock } from '../fakes/manual-clock.ts';
import { seededRandom } from '../tools/random.ts';
import { aProperty } from './a-property.ts';

/** Runs what the plugin left for its end, the last first. */
export interface Closable {
  close(): Promise<void>;
}

/** What core hands a channel at start: a stopped clock, an empty transcript, every limit wide open. */
export function aChannelContext<Options>(
  options: Options,
  overrides: Partial<ChannelContext<Options>> = {},
): ChannelContext<Options> & Closable {
  return {
    options,
    property: aProperty(),
    accounts: ['hotel-1'],
    basePath: '/channel',
    transcript: fakeTranscript(),
    secret: (purpose) => seededRandom(hash(purpose)).bytes(32),
    allow: async () => true,
    media: fakeMediaStore(),
    tally: async () => 0,
    now: manualClock().now,
    log: () => {},
    ...overrides,
    ...closers(),
  };
}

/** What core hands a handler at start. */
export function aHandlerContext<Options>(
  options: Options,
  overrides: Partial<HandlerContext<Options>> = {},
): HandlerContext<Options> & Closable {
  return { options, property: aProperty(), pms: fakePms(), ...overrides, ...closers() };
}

/** What core hands a notifier at start. `lines` holds what it logs. */
export function aNotifierContext<Options>(
  options: Options,
  overrides: Partial<NotifierContext<Options>> = {},
): NotifierContext<Options> & Closable & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const log = (sentence: string, fields: LogLine['fields']) => void lines.push({ sentence, fields });
  return { options, property: aProperty(), log, ...overrides, ...closers(), lines };
}

/** What core hands a PMS adapter at start: locks of this process, and the database that you give. */
export function aPmsContext<Options>(
  options: Options,
  overrides: Partial<PmsContext<Options>> = {},
): PmsContext<Options> & Closable & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  return {
    options,
    property: aProperty(),
    database: noDatabase,
    lock: fakeLock(),
    fateOf: async () => 'unknown',
    media: fakeMediaStore(),
    now: manualClock().now,
    log: (sentence, fields) => void lines.push({ sentence, fields }),
    ...overrides,
    ...closers(),
    lines,
  };
}

const noDatabase: PluginDatabase = { query: refuse, transaction: refuse, migrate: refuse };

function refuse(): never {
  throw new Error('There is no database: hand one in with the overrides.');
}

/** What core hands a transcriber at start. */
export function aTranscriberContext<Options>(
  options: Options,
  overrides: Partial<TranscriberContext<Options>> = {},
): TranscriberContext<Options> & Closable {
  return { options, property: aProperty(), log: () => {}, ...overrides, ...closers() };
}

export interface LogLine {
  sentence: string;
  fields: Readonly<Record<string, string | number>>;
}

/** Different for different texts, the same in every process. */
function hash(text: string): number {
  return [...text].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7);
}

function closers() {
  const closing: (() => void | Promise<void>)[] = [];
  return {
    onClose: (close: () => void | Promise<void>) => void closing.push(close),
    async close() {
      for (const close of closing.toReversed()) await close();
    },
  };
}
