import type { FakeClock } from '../../clock.ts';
import type { Change } from '../mailbox/history.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { Settings } from '../settings.ts';
import { jwkOf, type Key, newKey } from './keys.ts';
import { newMessage } from './notice.ts';
import { type Forgery, tokenFor } from './token.ts';

export interface Subscription {
  url: string;
  audience: string;
  /** Signs the tokens. */
  email: string;
}

export interface PushAttempt {
  at: Temporal.Instant;
  body: string;
  status: number | 'silence' | 'unreachable';
}

/** Pub/Sub: brings notices of changes to a subscriber. */
export interface Pusher {
  readonly topics: Set<string>;
  readonly attempts: readonly PushAttempt[];
  subscription: Subscription | null;
  /** JWKS. */
  keys(): { keys: Record<string, unknown>[] };
  /** Signs with another key from now on; the old one stays in the list, or goes. */
  rotate(keepOld: boolean): void;
  changed(mailbox: Mailbox, change: Change): void;
  notify(mailbox: Mailbox): void;
  /** Brings any notice at once, once. */
  bring(emailAddress: string, historyId: bigint, forgery?: Forgery): Promise<PushAttempt>;
  /** Posts any body with a good token. */
  post(body: string): Promise<PushAttempt>;
  idle(): Promise<void>;
  close(): void;
}

const SECOND = 1000;
const WEEK_MS = 7 * 24 * 3_600_000;
const fine: ReadonlySet<number> = new Set([102, 200, 201, 202, 204]);

export function openPusher(clock: FakeClock, settings: Settings): Pusher {
  const attempts: PushAttempt[] = [];
  const running = new Set<Promise<void>>();
  const lastNotice = new Map<string, number>();
  const held: (() => void)[] = [];
  let key: Key = newKey();
  let known: Key[] = [key];
  let closed = false;

  const start = (work: Promise<unknown>) => {
    const one: Promise<void> = work.then(() => undefined).finally(() => running.delete(one));
    running.add(one);
  };

  async function attempt(body: Buffer, forgery?: Forgery): Promise<PushAttempt> {
    const to = pusher.subscription;
    const at = clock.now();
    const token = to && tokenFor(key, { audience: to.audience, email: to.email, now: at }, forgery);
    const status = to ? await postTo(to.url, body, token, settings.push.ackMs) : 'unreachable';
    const one = { at, body: body.toString(), status };
    attempts.push(one);
    return one;
  }

  async function deliver(message: (attempt: number) => Buffer, before: number, waited: number): Promise<void> {
    if (closed || !pusher.subscription) return;
    const { status } = await attempt(message(before + 1));
    const { retryMs, retryCapMs } = settings.push;
    const wait = Math.min(retryCapMs, retryMs * 2 ** before);
    if ((typeof status === 'number' && fine.has(status)) || waited + wait > WEEK_MS) return;
    clock.after(wait, () => start(deliver(message, before + 1, waited + wait)));
  }

  const pusher: Pusher = {
    topics: new Set(),
    attempts,
    subscription: null,
    keys: () => ({ keys: known.map(jwkOf) }),
    rotate(keepOld) {
      key = newKey();
      known = keepOld ? [...known, key] : [key];
    },
    changed(mailbox, { after, kind }) {
      const { watch } = mailbox;
      if (!watch) return;
      const labelled = watch.labelIds.length === 0 || watch.labelIds.some((id) => after.includes(id));
      const wanted = watch.behaviour === 'INCLUDE' ? labelled : watch.labelIds.length === 0 || !labelled;
      if (wanted || kind === 'labelRemoved') pusher.notify(mailbox);
    },
    notify(mailbox) {
      const { push } = settings;
      const now = clock.now().epochMilliseconds;
      if (!mailbox.watch || mailbox.watch.until <= now || closed || push.lost) return;
      const last = lastNotice.get(mailbox.address) ?? Number.NEGATIVE_INFINITY;
      if (push.dropAboveOneASecond && now - last < SECOND) return;
      lastNotice.set(mailbox.address, now);
      const { address: emailAddress, history, watch } = mailbox;
      const message = newMessage({ emailAddress, historyId: history.current, topic: watch.topic }, clock.now(), push);
      const bring = () => {
        for (let copy = 0; copy < push.times; copy += 1) start(deliver(message, 0, 0));
      };
      const go = () => (push.delayMs > 0 ? void clock.after(push.delayMs, bring) : bring());
      if (push.reverse === 0) return go();
      held.push(go);
      if (held.length >= push.reverse) for (const one of held.splice(0).reverse()) one();
    },
    bring(emailAddress, historyId, forgery) {
      const topic = [...pusher.topics][0] ?? '';
      return attempt(newMessage({ emailAddress, historyId, topic }, clock.now(), settings.push)(1), forgery);
    },
    post: (body) => attempt(Buffer.from(body)),
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    close() {
      closed = true;
    },
  };
  return pusher;
}

async function postTo(url: string, body: Buffer, token: string | null, ackMs: number): Promise<PushAttempt['status']> {
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'APIs-Google',
    ...(token && { authorization: token }),
  };
  const signal = AbortSignal.timeout(ackMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
      signal,
      redirect: 'manual',
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return signal.aborted ? 'silence' : 'unreachable';
  }
}
