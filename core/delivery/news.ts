import { isDeepStrictEqual } from 'node:util';
import {
  BotonesError,
  type Channel,
  type ChannelEvent,
  type DeliveryEvent,
  type TroubleEvent,
} from '@botones/contract';
import type { Database } from '../store/database.ts';
import { createBatcher } from './batcher.ts';
import { acceptChannelEvent } from './channel-events.ts';
import { applyDeliveryEvents, type Failure } from './delivery-events.ts';
import type { Home } from './identity.ts';
import { openParking } from './parking.ts';
import { readRefused, resend } from './resend.ts';
import { reportUndelivered } from './undelivered.ts';

export interface NewsOptions {
  database: Database;
  /** Undefined: it is not configured any more. */
  channelOf(home: Home): Channel | undefined;
  /** A person is needed, under this handoff. */
  call(handoffId: string): void;
  /** These conversations may go on. */
  freed(conversationIds: string[]): void;
  undelivered(kind: Failure['kind']): void;
  /** Operators should hear of it. */
  trouble(home: Home, event: Pick<TroubleEvent, 'account' | 'code' | 'detail'>): void;
  failed(error: unknown): void;
}

/** What platforms tell besides messages. */
export interface News {
  /** What became of replies. @throws BotonesError `ERR_DATABASE_DOWN`: nothing was stored. */
  delivered(events: readonly DeliveryEvent[], home: Home): Promise<void>;
  /** One that cannot be stored for its content is reported and passed over. @throws BotonesError `ERR_DATABASE_DOWN`. */
  happened(events: readonly ChannelEvent[], homeOf: (event: ChannelEvent) => Home | null): Promise<void>;
  /** Tells parked news again. */
  retry(): Promise<void>;
  stop(): void;
}

const isOutage = (error: unknown) => error instanceof BotonesError && error.code === 'ERR_DATABASE_DOWN';

export function openNews(options: NewsOptions): News {
  const { database } = options;
  const apply = createBatcher<readonly DeliveryEvent[], void>({
    max: 128,
    gatherMs: 1,
    isOutage,
    async run(lists) {
      const unknown = await applyAll(lists.flat());
      await parking.park(unknown);
      return lists.map(() => undefined);
    },
  });
  const parking = openParking(database, applyAll, options.failed);

  /** Returns those of ids that nobody knows. */
  async function applyAll(events: readonly DeliveryEvent[]): Promise<DeliveryEvent[]> {
    const { failures, freed, unknown } = await applyDeliveryEvents(database, events);
    if (freed.length > 0) options.freed(freed);
    for (const failure of failures) await settle(failure).catch(options.failed);
    return unknown;
  }

  /** A reply that will not arrive: something else goes in its place, or a person is called. */
  async function settle(failure: Failure): Promise<void> {
    const { conversationId, seq, kind } = failure;
    if (kind === 'window' && (await replace(conversationId, seq))) return options.freed([conversationId]);
    options.undelivered(kind);
    const call = await reportUndelivered(database, failure);
    if (call !== null) options.call(call);
  }

  async function replace(conversationId: string, seq: number): Promise<boolean> {
    const refused = await readRefused(database, conversationId, seq);
    if (refused === null) return false;
    const other = options.channelOf(refused)?.outsideWindow?.(refused.payload, refused) ?? null;
    if (other === null || isDeepStrictEqual(other, refused.payload)) return false;
    await resend(database, conversationId, seq, other);
    return true;
  }

  return {
    async delivered(events, home) {
      for (const { account, failure } of events) {
        if (failure?.kind === 'account') options.trouble(home, { account, ...failure });
      }
      if (events.length > 0) await apply(events);
    },
    async happened(events, homeOf) {
      for (const event of events) {
        const home = homeOf(event);
        if (home === null) continue;
        try {
          const isNews = await acceptChannelEvent(database, home, event);
          if (isNews && event.type === 'trouble') options.trouble(home, event);
        } catch (error) {
          if (isOutage(error)) throw error;
          options.failed(error);
        }
      }
    },
    async retry() {
      await parking.retry();
    },
    stop: () => parking.stop(),
  };
}
