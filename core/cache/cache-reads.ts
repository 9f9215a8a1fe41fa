import { createHash } from 'node:crypto';
import type { Operations } from '@botones/contract';
import { decode, encode } from './encode.ts';
import { shareFlights } from './share-flights.ts';
import type { CacheStore } from './store.ts';

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
  /** Did the port fail, rather than answer no? */
  failed(error: unknown): boolean;
  counted(operation: string, result: CacheResult): void;
  readonly now?: () => number;
}

/** `stale`: the port failed, and an old answer was given. */
export type CacheResult = 'hit' | 'miss' | 'stale';

type Method = (...args: unknown[]) => Promise<unknown>;

/**
 * The same port, with answers of its reads given again as `rules` say; a write begins anew what is no fact. Callers who
 * ask the same at the same time share one call. Every answer is a copy of the caller's own.
 */
export function cacheReads<P extends object>(port: P, operations: Operations<P>, options: CacheOptions): P {
  const cached = Object.create(port);
  for (const [name, { does }] of Object.entries<Operations<P>[keyof Operations<P>]>(operations)) {
    const method = (port as Record<string, Method | undefined>)[name];
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
      await store.invalidate(`${owner}/offers`);
    }
  };
}

function remember(name: string, method: Method, rule: CacheRule, options: CacheOptions): Method {
  const { store, owner, failed, counted, now = Date.now } = options;
  const space = `${owner}/${rule.fact ? 'facts' : 'offers'}`;
  const share = shareFlights();

  return async (...given) => {
    const args = given.filter((one) => !(one instanceof AbortSignal));
    const signal = given.find((one) => one instanceof AbortSignal) ?? never;
    signal.throwIfAborted();
    const key = `${name}:${createHash('sha256').update(encode(args)).digest('base64url')}`;
    const { generation, kept } = await store.read(space, key);
    const age = kept === null ? Number.POSITIVE_INFINITY : now() - kept.at;
    // A negative age is that of a clock that was set back.
    if (kept !== null && age >= 0 && age < rule.seconds * 1000) {
      counted(name, 'hit');
      return decode(kept.text);
    }
    const ask = async (shared: AbortSignal) => {
      const at = now();
      const text = encode(await method(...args, shared)) as string | undefined;
      if (text !== undefined)
        await store.write(space, key, { generation, at, text }, (rule.seconds + rule.staleSeconds) * 1000);
      return text;
    };
    try {
      const text = await share(`${generation} ${key}`, ask, signal);
      counted(name, 'miss');
      return text === undefined ? undefined : decode(text);
    } catch (error) {
      const usable = kept !== null && age < (rule.seconds + rule.staleSeconds) * 1000;
      if (!usable || signal.aborted || !failed(error)) throw error;
      counted(name, 'stale');
      return decode(kept.text);
    }
  };
}

const never = new AbortController().signal;
