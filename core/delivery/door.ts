import type { Channel, Sent } from '@botones/contract';
import type { Guard } from '../resilience/guard.ts';
import type { Door, Resting } from './deliver.ts';

/** Rest of items while their platform is given one. */
const RESTING_S = 5;
/** Rest of an account that the platform locks out; then one item tries again for all. */
const STOPPED_MS = 60_000;

class FateUnknown extends Error {}

export interface DoorOptions {
  windowHours?: number | null;
  /** The platform has locked an account out, or lets it in again. */
  stopped?(account: string, reason: string): void;
  resumed?(account: string): void;
  /** Milliseconds; for tests. */
  now?(): number;
}

/**
 * A channel's way out, through its guard. A send whose fate is unknown counts against the breaker like one that threw;
 * a refusal does not, since it says that the platform works. An account that the platform locks out is stopped as a whole.
 */
export function openDoor(channel: Channel, guard: Guard, options: DoorOptions = {}): Door {
  const lookup = channel.lookup?.bind(channel);
  const outsideWindow = channel.outsideWindow?.bind(channel);
  const now = options.now ?? (() => performance.now());
  /** Accounts that are stopped, until when. */
  const stopped = new Map<string, number>();

  /** Milliseconds for which others should not try; null: this one may. */
  const rest = (account: string): number | null => {
    const until = stopped.get(account);
    if (until === undefined) return null;
    if (until > now()) return until - now();
    // One goes ahead; the others wait for what becomes of it.
    stopped.set(account, now() + STOPPED_MS);
    return null;
  };
  const notice = (account: string, sent: Sent) => {
    if (sent.status === 'failed' && sent.failure === 'account') {
      stopped.set(account, now() + STOPPED_MS);
      options.stopped?.(account, sent.reason);
    } else if (sent.status === 'accepted' && stopped.delete(account)) options.resumed?.(account);
  };

  return {
    async send(item, signal): Promise<Sent | Resting> {
      const wait = stopped.size === 0 ? null : rest(item.account);
      if (wait !== null) return { status: 'resting', seconds: Math.ceil(wait / 1000) };
      try {
        const send = async (inner: AbortSignal) => {
          const sent = await channel.send?.(item, inner);
          if (sent === undefined || (sent.status === 'failed' && sent.failure === 'unknown')) throw new FateUnknown();
          notice(item.account, sent);
          return sent;
        };
        return await guard.run(send, signal, { operation: 'send' });
      } catch (error) {
        if (isUnsent(error)) return { status: 'resting', seconds: RESTING_S };
        return { status: 'failed', failure: 'unknown', reason: error instanceof Error ? error.name : 'error' };
      }
    },
    ...(lookup && {
      lookup: (item, signal) => guard.run((inner) => lookup(item, inner), signal, { operation: 'lookup' }),
    }),
    ...(channel.fateSeconds !== undefined && { fateSeconds: channel.fateSeconds }),
    ...(options.windowHours !== undefined && { windowHours: options.windowHours }),
    ...(outsideWindow && { outsideWindow }),
  };
}

/** The guard let nothing through, so nothing was sent. */
function isUnsent(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'ERR_BREAKER_OPEN' || code === 'ERR_BUSY';
}
