import { GraphError } from './graph-error.ts';
import type { Settings } from './settings.ts';

/** Counts what went in and out, by the fake's clock. */
export interface Meters {
  /** Takes room for one message from a number to a guest, or throws what Meta would answer. */
  outbound(number: string, guest: string): void;
  inbound(number: string): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

export function countMessages({ limits }: Settings, now: () => Temporal.Instant): Meters {
  const buckets = new Map<string, Bucket>();

  const fill = (key: string, size: number, perMs: number) => {
    const at = now().epochMilliseconds;
    const bucket = buckets.get(key) ?? { tokens: size, at };
    bucket.tokens = Math.min(size, bucket.tokens + (at - bucket.at) * perMs);
    bucket.at = at;
    buckets.set(key, bucket);
    return bucket;
  };
  const ofNumber = (number: string) => fill(number, limits.numberPerSecond, limits.numberPerSecond / 1000);

  return {
    outbound(number, guest) {
      const whole = ofNumber(number);
      if (whole.tokens < 1) {
        const details =
          'Message failed to send because there were too many messages sent from this phone number in a short period of time.';
        throw new GraphError(130429, { details });
      }
      const pair = fill(`${number} ${guest}`, limits.pairBurst, 1 / (limits.pairSeconds * 1000));
      // A thousandth less than one: floating point must not refuse what is due.
      if (pair.tokens < 0.999) {
        const details =
          'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.';
        throw new GraphError(131056, { details });
      }
      whole.tokens -= 1;
      pair.tokens -= 1;
    },
    inbound(number) {
      const whole = ofNumber(number);
      whole.tokens = Math.max(0, whole.tokens - 1);
    },
  };
}
