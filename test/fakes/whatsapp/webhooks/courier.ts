import { Agent, request } from 'undici';
import type { FakeClock } from '../../clock.ts';
import type { WebhookSettings } from '../settings.ts';
import type { App } from '../world.ts';
import { encode, signatureOf } from './encode.ts';
import { envelope, type Update } from './update.ts';

/** One POST to the hotel's webhook. */
export interface Attempt {
  at: Temporal.Instant;
  body: Buffer;
  /** What it was answered; `silence`: nothing in time; `unreachable`: nobody there, or cut off. */
  status: number | 'silence' | 'unreachable';
  /** Answer in words. */
  answer: string;
  /** Tries of the same body before this one. */
  before: number;
}

export interface Courier {
  readonly attempts: readonly Attempt[];
  /** Brings some updates; resolves once the first try of the last body is over. Failed ones are tried again later. */
  post(updates: readonly Update[]): Promise<void>;
  /** Posts bytes as they are, once. */
  raw(body: Buffer, signature: string | null): Promise<Attempt>;
  /** Runs after `ms` of the fake's clock; at once where that is nothing. */
  later(ms: number, run: () => Promise<void>): void;
  /** Holds updates back until `flush`, which posts them together. */
  hold(): void;
  flush(): Promise<void>;
  /** Resolves when nothing is under way; what waits for the clock is not. */
  idle(): Promise<void>;
  /** Bodies that wait for their next try. */
  readonly waiting: number;
  close(): Promise<void>;
}

/** At most so much in one POST. */
const MOST_UPDATES = 1000;
const MOST_BYTES = 3_000_000;
const GIVE_UP_MS = 7 * 24 * 3_600_000;

export function openCourier(app: App, clock: FakeClock, settings: WebhookSettings): Courier {
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const attempts: Attempt[] = [];
  const queue: (() => Promise<void>)[] = [];
  const idlers: (() => void)[] = [];
  let held: Update[] | null = null;
  let [running, pending, waiting] = [0, 0, 0];
  let closed = false;

  const settle = () => {
    if (running + pending + queue.length === 0) for (const done of idlers.splice(0)) done();
  };
  const pump = () => {
    while (running < settings.concurrency) {
      const next = queue.shift();
      if (!next) break;
      running += 1;
      void next().finally(() => {
        running -= 1;
        pump();
        settle();
      });
    }
  };
  const enqueue = (work: () => Promise<void>) =>
    new Promise<void>((done) => {
      queue.push(() => work().finally(done));
      pump();
    });

  async function attempt(body: Buffer, signature: string | null, before: number): Promise<Attempt> {
    const at = clock.now();
    const { status, answer } = await send(agent, app.callbackUrl ?? '', body, signature, settings.timeoutMs);
    const one = { at, body, status, answer, before };
    attempts.push(one);
    return one;
  }

  async function bring(body: Buffer, before: number, waited: number): Promise<void> {
    if (closed || !app.callbackUrl) return;
    const { status } = await attempt(body, signatureOf(body, app.secret), before);
    const wait = Math.min(settings.retryCapMs, settings.retryMs * 2 ** before);
    if (status === 200 || closed || waited + wait > GIVE_UP_MS) return;
    waiting += 1;
    clock.after(wait, () => {
      waiting -= 1;
      void enqueue(() => bring(body, before + 1, waited + wait));
    });
  }

  return {
    attempts,
    get waiting() {
      return waiting;
    },
    async post(updates) {
      const wanted = updates.filter(({ field }) => app.fields.has(field));
      if (held) return void held.push(...wanted);
      const bodies = pack(wanted, settings);
      const copies = bodies.flatMap((body) => Array.from({ length: settings.times }, () => body));
      await Promise.all(copies.map((body) => enqueue(() => bring(body, 0, 0))));
    },
    raw: (body, signature) => attempt(body, signature, 0),
    later(ms, run) {
      if (closed) return;
      const go = () => {
        void run().finally(() => {
          pending -= 1;
          settle();
        });
      };
      if (ms > 0) {
        clock.after(ms, () => {
          pending += 1;
          go();
        });
      } else {
        pending += 1;
        setImmediate(go);
      }
    },
    hold() {
      held = [];
    },
    async flush() {
      const updates = held ?? [];
      held = null;
      await this.post(updates);
    },
    async idle() {
      while (running + pending + queue.length > 0) await new Promise<void>((done) => idlers.push(done));
    },
    async close() {
      closed = true;
      queue.length = 0;
      await agent.destroy();
    },
  };
}

/** As few bodies as the platform would make of it. */
function pack(updates: readonly Update[], settings: Pick<WebhookSettings, 'merge' | 'escape'>): Buffer[] {
  if (updates.length === 0) return [];
  const body = updates.length <= MOST_UPDATES ? encode(envelope(updates, settings.merge), settings.escape) : null;
  if (body && (body.length <= MOST_BYTES || updates.length === 1)) return [body];
  const half = Math.min(MOST_UPDATES, Math.ceil(updates.length / 2));
  return [updates.slice(0, half), updates.slice(half)].flatMap((some) => pack(some, settings));
}

async function send(agent: Agent, url: string, body: Buffer, signature: string | null, timeoutMs: number) {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'user-agent': 'facebookexternalua' };
  if (signature !== null) headers['x-hub-signature-256'] = signature;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await request(url, { method: 'POST', dispatcher: agent, body, headers, signal });
    return { status: response.statusCode, answer: await response.body.text() };
  } catch {
    const status: Attempt['status'] = signal.aborted ? 'silence' : 'unreachable';
    return { status, answer: '' };
  }
}
