import { type Api, Refused } from './api.ts';
import { backoff } from './backoff.ts';
import type { Session } from './memory.ts';
import { pause } from './pause.ts';
import { type Listener, readStream, StreamSwallowed } from './read-stream.ts';

const POLL_SECONDS = 25;
/** A tab that nobody looks at asks this often; browsers allow six connections a host, and a stream would hold one. */
const PEEK_MS = 30_000;

export interface Receiving extends Listener {
  /** The last sequence number that has been taken in. */
  last(): number;
  /** The connection failed; it is tried again. */
  lost(): void;
  /** The token is worth nothing any more; receiving has ended. */
  expired(): void;
}

/** Brings in a conversation until `signal` aborts: by stream, by long poll where streams are swallowed, by glances while hidden. */
export async function receive(
  api: Api,
  session: Session,
  hidden: boolean,
  on: Receiving,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  let streaming = true;
  while (!signal.aborted) {
    try {
      if (hidden) await poll(api, session, 0, on, signal);
      else if (streaming) await readStream(api, session, on.last(), on, signal);
      else await poll(api, session, POLL_SECONDS, on, signal);
      failures = 0;
      if (hidden) await pause(PEEK_MS, signal);
      else if (streaming) await pause(backoff(1), signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refused && error.status === 401) return on.expired();
      if (error instanceof StreamSwallowed) streaming = false;
      on.lost();
      failures += 1;
      await pause(Math.max(backoff(failures), error instanceof Refused ? error.retryAfterMs : 0), signal);
    }
  }
}

async function poll(api: Api, session: Session, wait: number, on: Receiving, signal: AbortSignal): Promise<void> {
  for (let live = false; !live && !signal.aborted; ) {
    const page = await api.poll(session, on.last(), wait, signal);
    live = page.live;
    on.heard();
    if (page.entries.length > 0) on.entries(page.entries);
    if (live) on.live();
  }
}
