import type { TranscriptEntry } from '@botones/contract';
import type { Session } from './memory.ts';
import { setDeadline } from './set-deadline.ts';
import type { Draft } from './timeline.ts';

const POST_MS = 15_000;
/** A photo over a hotel's Wi-Fi. */
const UPLOAD_MS = 60_000;
/** Above the server's longest wait. */
const POLL_MS = 40_000;

/** The server said no. `status` 0 never comes here: a lost connection stays the TypeError of `fetch`. */
export class Refused extends Error {
  readonly status: number;
  readonly retryAfterMs: number;

  constructor(response: Response) {
    super(`HTTP ${response.status}`);
    this.status = response.status;
    this.retryAfterMs = 1000 * Number(response.headers.get('retry-after') ?? 0);
  }

  /** Later the same request may succeed. */
  get passing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

export interface Page {
  entries: TranscriptEntry[];
  live: boolean;
}

export interface Uploaded {
  file: string;
  mime: string;
  url: string;
}

export type Api = ReturnType<typeof makeApi>;

/** The calls to the channel's routes under `base` (no slash at its end). */
export function makeApi(
  base: string,
  hotel: string | undefined,
  fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis),
) {
  async function call(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(base + path, { ...init, credentials: 'omit', cache: 'no-store' });
    if (!response.ok) throw new Refused(response);
    return response;
  }

  return {
    /** A new session, or a fresh token for the one of `former`. */
    async openSession(language: string, former: Session | null): Promise<Session> {
      const { token, session, renewAt } = await (
        await call('/sessions', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(former && bearer(former)) },
          body: JSON.stringify({ hotel, language }),
          signal: AbortSignal.timeout(POST_MS),
        })
      ).json();
      return { token, session, renewAt };
    },

    async postMessage(session: Session, { id, text, picked, file, voice, language }: Draft): Promise<void> {
      await call('/messages', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bearer(session) },
        body: JSON.stringify({ id, text, picked, file, voice, language }),
        signal: AbortSignal.timeout(POST_MS),
      });
    },

    /** Hands a file in; a message may refer to it from then on. */
    async uploadFile(session: Session, body: Blob, name: string): Promise<Uploaded> {
      const signal = AbortSignal.timeout(UPLOAD_MS);
      const path = `/files?name=${encodeURIComponent(name)}`;
      return (await call(path, { method: 'POST', headers: bearer(session), body, signal })).json();
    },

    async openEvents(session: Session, after: number, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
      const headers = { accept: 'text/event-stream', 'last-event-id': String(after), ...bearer(session) };
      const { body } = await call('/events', { headers, signal });
      if (!body) throw new TypeError('no stream');
      return body;
    },

    /** What is stored behind `after`; waits up to `wait` seconds for the first of it. */
    async poll(session: Session, after: number, wait: number, parent: AbortSignal): Promise<Page> {
      const { signal, end } = setDeadline(parent, POLL_MS);
      try {
        return await (await call(`/messages?after=${after}&wait=${wait}`, { headers: bearer(session), signal })).json();
      } finally {
        end();
      }
    },
  };
}

function bearer({ token }: Session): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
