import { createHash } from 'node:crypto';
import type { Operations } from '@botones/contract';
import { decode, encode, encodeKey } from './encode.ts';
import { expiryOf } from './expiry.ts';
import { orAfter } from './or-after.ts';
import { shareFlights } from './share-flights.ts';
import type { CacheStore, Kept } from './store.ts';

/** How long answers of one method may be given again. */
export interface CacheRule {
  readonly seconds: number;
  /** So much longer where the port fails: an old answer is better than none. */
  readonly staleSeconds: number;
  /** Writes leave it as it is. */
  readonly fact: boolean;
}

export interface CacheOptions {
  /** Whose answers these are: `siete-velas/pms/qloapps`. */
  readonly owner: string;
  readonly rules: Readonly<Record<string, CacheRule>>;
  readonly store: CacheStore;
  /** May the same call succeed later? Then an old answer will do; else the port has answered no. */
  failed(error: unknown): boolean;
  counted(operation: string, result: CacheResult): void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** So long a caller who has an old answer waits for a new one; default 2 s. */
  readonly patienceMs?: number;
}

/** `shared`: somebody was asking the same already. `stale`: the port failed or hung, and an old answer was given. */
export type CacheResult = 'hit' | 'miss' | 'shared' | 'stale';

const PATIENCE_MS = 2_000;

type Method = (...args: unknown[]) => Promise<unknown>;

/**
 * The same port, with answers of its reads given again as `rules` say; a write begins anew what is no fact. Callers who
 * ask the same at the same time share one call. Every answer is a copy of the caller's own.
 */
export function cacheReads<P extends object>(port: P, operations: Operations<P>, options: CacheOptions): P {
  const cached = Object.create(port);
  for (const [name, { does }] of Object.entries<Operations<P>[keyof Operations<P>]>(operations)) {
    const method = (port as Record<string, Method | undefined>)[name]?.bind(port);
    const rule = options.rules[name];
    if (method === undefined) continue;
    if (does === 'write') define(cached, name, renewAfter(method, options));
    else if (rule && rule.seconds > 0) define(cached, name, remember(name, method, rule, options));
  }
  return cached;
}

function define(port: object, name: string, value: Method): void {
  Object.defineProperty(port, name, { value, enumerable: true });
}

function renewAfter(method: Method, { store, owner }: CacheOptions): Method {
  return async (...args) => {
    try {
      return await method(...args);
    } finally {
      // Whatever it says: it may have happened.
      await store.invalidate(spaceOf(owner, false));
    }
  };
}

function remember(name: string, method: Method, rule: CacheRule, options: CacheOptions): Method {
  const { store, owner, failed, counted, now = Date.now, patienceMs = PATIENCE_MS } = options;
  const space = spaceOf(owner, rule.fact);
  const share = shareFlights();

  return async (...given) => {
    const args = given.filter((one) => !(one instanceof AbortSignal));
    const signal = given.find((one) => one instanceof AbortSignal) ?? never;
    signal.throwIfAborted();
    const key = `${name}:${createHash('sha256').update(encodeKey(args)).digest('base64url')}`;
    const { generation, kept } = await store.read(space, key);
    signal.throwIfAborted();
    const known = kept && recall(kept);
    const age = known === null ? Number.POSITIVE_INFINITY : now() - known.at;
    // A negative age is that of a clock that was set back.
    if (known !== null && age >= 0 && age < rule.seconds * 1000 && now() < known.expires) {
      counted(name, 'hit');
      return known.answer;
    }
    const ask = async (shared: AbortSignal) => {
      const at = now();
      const text = encode(await method(...args, shared)) as string | undefined;
      const milliseconds = (rule.seconds + rule.staleSeconds) * 1000;
      // Nobody waits for it: it never throws, and who asks next asks behind it.
      if (text !== undefined) void store.write(space, key, { generation, at, text }, milliseconds);
      return text;
    };
    const usable = known !== null && age < (rule.seconds + rule.staleSeconds) * 1000 && now() < known.expires;
    try {
      // Who has an old answer need not wait for a port that hangs; it is asked to its end for those who come later.
      const asking = share(`${generation} ${key}`, ask, usable ? never : signal);
      const asked = usable ? await orAfter(patienceMs, asking, signal) : await asking;
      if (asked === null) {
        counted(name, 'stale');
        return known?.answer;
      }
      const { result: text, joined } = asked;
      counted(name, joined ? 'shared' : 'miss');
      return text === undefined ? undefined : decode(text);
    } catch (error) {
      if (signal.aborted || !failed(error)) throw error;
      counted(name, usable ? 'stale' : 'miss');
      if (!usable) throw error;
      return known.answer;
    }
  };
}

function spaceOf(owner: string, fact: boolean): string {
  return `${owner}/${fact ? 'facts' : 'offers'}`;
}

/** What is kept, made anew; null where a release that wrote otherwise left it. */
function recall({ text, at }: Kept): { answer: unknown; at: number; expires: number } | null {
  try {
    const answer = decode(text);
    return { answer, at, expires: expiryOf(answer) };
  } catch {
    return null;
  }
}

const never = new AbortController().signal;
