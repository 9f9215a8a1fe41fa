import type { TranscriptEntry } from '@botones/contract';
import type { Api } from './api.ts';
import type { Session } from './memory.ts';
import { setDeadline } from './set-deadline.ts';
import { makeEventReader } from './sse.ts';

/** A proxy that buffers holds back even the first byte. */
const FIRST_BYTE_MS = 6000;
/** The server gives a sign of life every 20 seconds. */
const SILENCE_MS = 50_000;

/** The stream gave nothing at all: something on the way swallows streams. */
export class StreamSwallowed extends Error {}

export interface Listener {
  /** The server was heard. */
  heard(): void;
  entries(news: TranscriptEntry[]): void;
  /** Everything stored so far has come. */
  live(): void;
}

/** Reads one event stream until it ends, breaks or falls silent. */
export async function readStream(
  api: Api,
  session: Session,
  after: number,
  on: Listener,
  parent: AbortSignal,
): Promise<void> {
  const { signal, extend, end } = setDeadline(parent, FIRST_BYTE_MS);
  let heard = false;
  try {
    const stream = await api.openEvents(session, after, signal);
    const read = makeEventReader();
    const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      heard = true;
      extend(SILENCE_MS);
      on.heard();
      const events = read(piece.value);
      const news = events.filter((event) => event.type === 'entry').map((event) => JSON.parse(event.data));
      if (news.length > 0) on.entries(news);
      if (events.some((event) => event.type === 'live')) on.live();
    }
  } catch (error) {
    if (!heard && signal.aborted && !parent.aborted) throw new StreamSwallowed('no first byte', { cause: error });
    if (!heard) throw error;
  } finally {
    end();
  }
}
