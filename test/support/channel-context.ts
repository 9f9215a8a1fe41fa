import { createHmac } from 'node:crypto';
import type { ChannelContext, Property, Transcript } from '@botones/contract';
import { fakeMediaStore } from '@botones/contract/testing';
import { demoProperty } from './demo-property.ts';
import { MemoryTranscript } from './memory-transcript.ts';

export interface ContextParts<Options> {
  options: Options;
  property?: Property;
  accounts?: readonly string[];
  basePath?: string;
  transcript?: Transcript;
  now?: () => Temporal.Instant;
}

/** What core hands a channel at set-up, all in memory. `close` runs what the channel wants done at the end. */
export function makeChannelContext<Options>(
  parts: ContextParts<Options>,
): ChannelContext<Options> & { close(): Promise<void> } {
  const closers: (() => void | Promise<void>)[] = [];
  const now = parts.now ?? (() => Temporal.Now.instant());
  return {
    options: parts.options,
    property: parts.property ?? demoProperty,
    accounts: parts.accounts ?? ['miramar'],
    basePath: parts.basePath ?? '/web',
    transcript: parts.transcript ?? new MemoryTranscript(),
    secret: (purpose) => createHmac('sha256', 'only for tests').update(purpose).digest(),
    allow: makeAllow(now),
    media: fakeMediaStore(),
    tally: async () => 0,
    now,
    log: () => {},
    onClose: (close) => closers.push(close),
    close: async () => {
      for (const close of closers.reverse()) await close();
    },
  };
}

/** A fixed window a key. */
function makeAllow(now: () => Temporal.Instant): ChannelContext<unknown>['allow'] {
  const windows = new Map<string, { ends: number; taken: number }>();
  return async (key, { points, seconds }) => {
    const time = now().epochMilliseconds / 1000;
    const current = windows.get(key);
    const window = current && current.ends > time ? current : { ends: time + seconds, taken: 0 };
    window.taken += 1;
    windows.set(key, window);
    return window.taken <= points;
  };
}
