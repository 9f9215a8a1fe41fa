import type { DeliveryEvent } from '@botones/contract';
import type { Database, Statement } from '../store/database.ts';
import { toJson } from '../store/json.ts';

const put: Statement = {
  name: 'parking_put',
  text: 'insert into parked_delivery (event) select e from json_array_elements($1::json) as e',
};

const take: Statement = {
  name: 'parking_take',
  text: `
    delete from parked_delivery where id in (
      select id from parked_delivery order by id limit 500 for update skip locked)
    returning event, extract(epoch from now() - parked_at)::float8 as age`,
};

/** A call answers within its deadline; after an hour the id is somebody else's, who sends from the same account. */
const KEEP_S = 3600;
const RETRY_MS = [250, 1_000, 5_000, 15_000, 60_000];

/** Keeps news of replies whose id is not known yet, and tells them again until it is. */
export interface Parking {
  park(events: readonly DeliveryEvent[]): Promise<void>;
  /** Tells all again. Returns how many are left. */
  retry(): Promise<number>;
  stop(): void;
}

export function openParking(
  database: Database,
  /** Applies news; those that are still unknown come back. */
  apply: (events: readonly DeliveryEvent[]) => Promise<DeliveryEvent[]>,
  failed: (error: unknown) => void,
): Parking {
  let timer: NodeJS.Timeout | null = null;
  let tries = 0;
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();

  function soon(): void {
    if (timer !== null || stopped) return;
    timer = setTimeout(again, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
    timer.unref();
  }

  function again(): void {
    timer = null;
    tries += 1;
    retry().then((left) => left > 0 && soon(), failed);
  }

  /** One after the other: what one holds, another would not see. */
  function retry(): Promise<number> {
    const next = running.then(tellAgain);
    running = next.catch(() => undefined);
    return next;
  }

  function tellAgain(): Promise<number> {
    return database.transaction(async (tx) => {
      const rows = await tx.query<{ event: DeliveryEvent; age: number }>(take);
      if (rows.length === 0) return 0;
      const unknown = new Set(await apply(rows.map(({ event }) => event)));
      const stay = rows.filter(({ event, age }) => unknown.has(event) && age < KEEP_S);
      if (stay.length > 0) await tx.query(putBack, [toJson(stay)]);
      return stay.length;
    });
  }

  return {
    async park(events) {
      if (events.length === 0) return;
      await database.query(put, [toJson(events)]);
      tries = 0;
      soon();
    },
    retry,
    stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}

const putBack: Statement = {
  name: 'parking_put_back',
  text: `
    insert into parked_delivery (event, parked_at)
    select event, now() - make_interval(secs => age) from json_to_recordset($1::json) as x(event json, age float8)`,
};
