import type { Receipt, Received } from '@botones/contract';
import { type CursorMove, createIntake } from '../delivery/intake.ts';
import type { News } from '../delivery/news.ts';
import type { PropertyPlugins, SetUpChannel } from '../pipeline/set-up-property.ts';
import { keepSession } from '../store/keep-session.ts';
import type { Grounds } from './grounds.ts';

/** Stores what a channel received. @throws BotonesError `ERR_DATABASE_DOWN`: the platform should tell it again. */
export type Accept = (received: Received, move?: CursorMove) => Promise<Receipt[]>;

export interface TakeIn {
  /** For what comes in by a channel of a property. */
  acceptFrom(property: string, channel: SetUpChannel): Accept;
  close(): Promise<void>;
}

interface Parts {
  readonly plugins: readonly PropertyPlugins[];
  readonly news: News;
  /** Messages of these conversations are stored. */
  stored: Parameters<typeof createIntake>[0]['stored'];
}

/** The way in: each message and each piece of news to the property whose account it came to. */
export function openTakeIn({ database, logger, wake }: Grounds, { plugins, news, stored }: Parts): TakeIn {
  const session = keepSession(database, 'intake');
  const intake = createIntake({ session: session.get, stored });
  const propertyByAccount = new Map(
    plugins.flatMap(({ config, channels }) =>
      [...channels.values()].flatMap(({ name, accounts }) =>
        accounts.map((account) => [`${name}/${account}`, config.property.id]),
      ),
    ),
  );

  const acceptFrom =
    (property: string, { name: channel, capabilities }: SetUpChannel): Accept =>
    async (received, move) => {
      const ownerOf = ({ account }: { account: string }) => propertyByAccount.get(`${channel}/${account}`);
      const homeOf = (event: { account: string }) => {
        const owner = ownerOf(event);
        return owner === undefined ? null : { property: owner, channel };
      };
      const { messages, deliveries, events = [] } = received;
      // A number of somebody else's: whoever it belongs to, its messages are none of ours.
      const count = [...messages, ...events].filter((each) => !ownerOf(each)).length;
      if (count > 0) logger.warn({ channel, count }, 'News of an unknown account were left out');

      // A guest who moved is known by the new name before that name writes.
      const moves = events.filter(({ type }) => type === 'move');
      await news.happened(moves, homeOf);
      await news.delivered(deliveries, { property, channel });
      const receipts: Receipt[] = [];
      const { [property]: own = [], ...others } = Object.groupBy(messages, (message) => ownerOf(message) ?? '');
      delete others[''];
      for (const [owner, theirs = []] of Object.entries(others))
        receipts.push(...(await intake.accept(owner, channel, theirs)));
      // Last, for with them the cursor moves.
      receipts.push(...(await intake.accept(property, channel, own, move)));
      await news.happened(
        events.filter(({ type }) => type !== 'move'),
        homeOf,
      );
      if (received.news) wake.rang(`${property}/${channel}`);
      if (capabilities.pull) wake.said(receipts.map(({ conversationId }) => conversationId));
      return receipts;
    };

  return { acceptFrom, close: () => session.close() };
}
