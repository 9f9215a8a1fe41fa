import { type Polling, startPolling } from '../delivery/poll.ts';
import type { PropertyPlugins, SetUpChannel } from '../pipeline/set-up-property.ts';
import type { Grounds } from './grounds.ts';
import type { TakeIn } from './take-in.ts';

/** The contract's default of `pollSeconds`. */
const POLL_CHANNEL_S = 30;

/** Asks the platforms that do not call, each at its pace and at once when it rings. */
export function pollChannels(grounds: Grounds, plugins: readonly PropertyPlugins[], takeIn: TakeIn): Polling[] {
  return plugins.flatMap(({ config, channels }) =>
    [...channels.values()].flatMap((each) => pollChannel(grounds, config.property.id, each, takeIn) ?? []),
  );
}

function pollChannel(grounds: Grounds, property: string, each: SetUpChannel, takeIn: TakeIn): Polling | null {
  const poll = each.channel.poll?.bind(each.channel);
  if (poll === undefined) return null;
  const { database, logger, metrics, wake, guardOf, tellAdmission, failed } = grounds;
  const { name: channel, resilience } = each;
  const guard = guardOf(property, `poll:${channel}`, resilience);
  const accept = takeIn.acceptFrom(property, each);
  const polling = startPolling(database, {
    property,
    name: channel,
    poll: (cursor, signal, inbox) => guard.run((inner) => poll(cursor, inner, inbox), signal, { operation: 'poll' }),
    seconds: each.channel.pollSeconds ?? POLL_CHANNEL_S,
    async accept(received, move) {
      for (const reason of received.skipped ?? []) logger.warn({ channel, reason }, 'A polled item was left out');
      for (const { double } of await accept(received, move)) metrics.messages.inc({ channel, double: String(double) });
    },
    failed: failed('A channel could not be polled'),
    admitted(isIn) {
      tellAdmission({ channel, property }, isIn);
      if (isIn) logger.info({ channel, property }, 'A platform lets the hotel in again');
      else logger.error({ channel, property }, 'A platform no longer lets the hotel in; renew its credentials');
    },
  });
  wake.onRing((name) => name === `${property}/${channel}` && polling.ring());
  return polling;
}
