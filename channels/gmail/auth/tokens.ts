import { BotonesError } from '@botones/contract';
import type { Grant } from './grant.ts';

/** Access tokens, renewed before they expire, by one request however many ask at a time. */
export interface Tokens {
  /** @throws BotonesError `ERR_CHANNEL_ACCOUNT` once the grant is revoked, without asking again until it is another. */
  get(signal: AbortSignal): Promise<string>;
  /** This one is not taken any more. */
  drop(token: string): void;
}

/** Renewed so long before its end. */
const SKEW_S = 60;
/** Longest time for one renewal. It has a deadline of its own, for whoever waits for it may go away. */
const DEADLINE_MS = 15_000;

export function createTokens(grant: Grant, now: () => Temporal.Instant): Tokens {
  let current: { token: string; until: number } | null = null;
  let renewal: Promise<string> | null = null;
  /** The grant that was refused: asking again with the same would be refused again. */
  let revoked: { version: string; error: unknown } | null = null;

  async function renew(): Promise<string> {
    const version = await grant.version();
    if (revoked?.version === version) throw revoked.error;
    try {
      const { token, seconds } = await grant.exchange(AbortSignal.timeout(DEADLINE_MS));
      current = { token, until: now().epochMilliseconds + (seconds - SKEW_S) * 1000 };
      revoked = null;
      return token;
    } catch (error) {
      if (error instanceof BotonesError && error.code === 'ERR_CHANNEL_ACCOUNT') revoked = { version, error };
      throw error;
    }
  }

  return {
    async get(signal) {
      signal.throwIfAborted();
      if (current !== null && current.until > now().epochMilliseconds) return current.token;
      renewal ??= renew().finally(() => {
        renewal = null;
      });
      return abandonable(renewal, signal);
    },
    drop(token) {
      if (current?.token === token) current = null;
    },
  };
}

/** Waits for the promise no longer than the signal lets it; others may wait on. */
function abandonable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
