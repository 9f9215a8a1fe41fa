import type { Channel, Sent } from '@botones/contract';
import type { Guard } from '../resilience/guard.ts';
import type { Door } from './deliver.ts';

/** Rest of items while their platform is given one. */
const RESTING_S = 5;

class FateUnknown extends Error {}

/**
 * A channel's way out, through its guard. A send whose fate is unknown counts against the breaker like one that threw;
 * a refusal does not, since it says that the platform works.
 */
export function openDoor(channel: Channel, guard: Guard): Door {
  const lookup = channel.lookup?.bind(channel);
  return {
    async send(item, signal): Promise<Sent> {
      try {
        return await guard.run(async (inner) => {
          const sent = await channel.send?.(item, inner);
          if (sent === undefined || (sent.status === 'failed' && sent.failure === 'unknown')) throw new FateUnknown();
          return sent;
        }, signal);
      } catch (error) {
        if (isUnsent(error)) return { status: 'retry', seconds: RESTING_S, reason: 'resting' };
        return { status: 'failed', failure: 'unknown', reason: error instanceof Error ? error.name : 'error' };
      }
    },
    ...(lookup && { lookup: (item, signal) => guard.run((inner) => lookup(item, inner), signal) }),
  };
}

/** The guard let nothing through, so nothing was sent. */
function isUnsent(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'ERR_BREAKER_OPEN' || code === 'ERR_BUSY';
}
