import { randomUUID } from 'node:crypto';
import type { OperatorAlert } from '@botones/contract';

/** What operators are told when a platform no longer lets a hotel in, and when it does again. */
export function describeAdmission(
  { property, channel }: { property: string; channel: string },
  isIn: boolean,
  at: Temporal.Instant,
): OperatorAlert {
  const text = isIn
    ? `${channel} lets ${property} in again; what waited is answered now.`
    : `${channel} no longer lets ${property} in: guests wait there until its credentials are renewed. npm run ${channel} -- check names what is wrong.`;
  const kind = isIn ? 'channel.admitted' : 'channel.locked_out';
  return { id: randomUUID(), at: at.toString(), property, kind, system: `channel:${channel}`, text };
}
