import type { HttpAnswer, HttpRequest, TranscriptEntry } from '@botones/contract';
import { admitReader } from './admit-reader.ts';
import type { Desk } from './desk.ts';
import { withAddresses } from './files.ts';
import { BATCH, follow, type Place } from './follow.ts';

/** Proxies close silent connections after 30 to 60 seconds. */
const BEAT_MS = 20_000;
/** A stream ends by then, so that nobody reads for ever on an old token; the browser resumes where it was. */
const STREAM_MS = 60 * 60_000;

/**
 * `GET /events`: server-sent events from behind `Last-Event-ID` on. `entry` carries a `TranscriptEntry` with its
 * sequence number as event id; `live` says that everything stored so far has been sent; comments keep the line open.
 */
export async function streamEvents(desk: Desk, request: HttpRequest): Promise<HttpAnswer> {
  const place = await admitReader(desk, request, request.headers['last-event-id'] ?? '0');
  if ('status' in place) return place;
  const signal = AbortSignal.any([request.signal, desk.closing, AbortSignal.timeout(STREAM_MS)]);
  return {
    status: 200,
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
    body: frames(desk, place, signal),
  };
}

async function* frames(desk: Desk, place: Place, signal: AbortSignal): AsyncGenerator<string> {
  let live = false;
  for await (const entries of follow(desk.transcript, place, BEAT_MS, signal)) {
    const news = withAddresses(desk, entries).map(frame).join('');
    const caughtUp: boolean = !live && entries.length < BATCH;
    live ||= caughtUp;
    yield news + (caughtUp ? 'event: live\ndata: {}\n\n' : '') || ': still here\n\n';
  }
}

/** JSON has no raw line breaks, so one data line holds it. */
function frame(entry: TranscriptEntry): string {
  return `id: ${entry.seq}\nevent: entry\ndata: ${JSON.stringify(entry)}\n\n`;
}
