import type { Limits } from '../resilience/limit.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

/** Something that operators have to mend: an account that is locked out, a template that was refused. */
export interface Trouble {
  property: string;
  channel: string;
  /** The platform's code or name for it. */
  code: string;
}

/** The blueprint: one alert of a kind in this time. */
const COOLDOWN_S = 1800;

/** Takes note of a trouble. */
export type Troubled = (trouble: Trouble) => void;

/** Counts troubles, and tells operators of each kind once in half an hour, from whichever process. */
export function createTroubles(limits: Pick<Limits, 'take'>, metrics: Metrics, logger: Logger): Troubled {
  return ({ property, channel, code }) => {
    metrics.troubles.inc({ channel, property });
    const tell = () => logger.error({ property, channel, code }, 'A platform reports trouble with the account');
    void limits
      .take(`trouble:${property}:${channel}:${code}`, { calls: 1, seconds: COOLDOWN_S })
      .then((wait) => wait === 0 && tell(), tell);
  };
}
