import { createHmac } from 'node:crypto';
import type { CacheResult } from '../cache/cache-reads.ts';
import type { CachePort } from '../cache/open-cache.ts';
import { harden } from '../resilience/harden.ts';
import { judge } from '../resilience/judge.ts';
import type { GuardOf } from '../telemetry/open-guards.ts';
import type { Lent } from './set-up-property.ts';

interface Parts {
  readonly guardOf: GuardOf;
  readonly cache: CachePort;
  cached(port: string, operation: string, result: CacheResult): void;
  /** A key of the bot's own, by purpose. */
  secret(purpose: string): Uint8Array;
  now(): Temporal.Instant;
}

/** Every port behind its guard, and behind the cache what of it may be given again. */
export function protectPorts({ guardOf, cache, cached, secret, now }: Parts): Lent['protect'] {
  return ({ property: { id } }, port, { name, options, resilience }, adapter, operations) => {
    const { cache: figures, ...policy } = resilience ?? {};
    const guarded = harden(adapter, operations, guardOf(id, port, policy));
    // With other options it may be another hotel's PMS, whose answers are not this one's. There are passwords among them.
    const account = createHmac('sha256', secret('cache'))
      .update(JSON.stringify(options))
      .digest('base64url')
      .slice(0, 12);
    return cache(guarded, operations, figures, {
      owner: `${id}/${port}/${name}/${account}`,
      failed: (error) => judge(error).again,
      counted: (operation, result) => cached(port, operation, result),
      now: () => now().epochMilliseconds,
    });
  };
}
