import { type FakeClock, virtualClock } from '../clock.ts';
import { type Request, serve, withMishap } from '../http.ts';
import { planMishaps } from '../mishaps.ts';
import { keyWith } from './authorise.ts';
import { isOccupied } from './inventory.ts';
import type { QloError } from './qlo-error.ts';
import { pathOf, route } from './route.ts';
import { key, leastRights, seed } from './seed.ts';
import type { Row, Verb, Version, World } from './world.ts';

export interface FakeQloApps {
  readonly url: string;
  /** With the least rights that a bot needs. */
  readonly key: string;
  /** All that it knows; a test may change it as an employee would. */
  readonly world: World;
  readonly mishaps: World['mishaps'];
  /** Sets the rights of the key; left out: none. */
  allow(rights?: Record<string, readonly Verb[]>): void;
  /** A guest of the website or the front desk takes a room, past every bot. */
  walkIn(stay: { type: number; from: string; to: string; room?: number }): Row;
  /** Stays that share a room, by pairs: must be empty at the end of every test. */
  doubles(): [Row, Row][];
  close(): Promise<void>;
}

export interface QloAppsOptions {
  version?: Version;
  /** As some builds are; see `World`. */
  forgetful?: boolean;
  clock?: FakeClock;
  currency?: string;
  /** Milliseconds between the look at what is free and the booking of it; default 4. */
  gapMs?: number;
  port?: number;
  /** What befalls its requests; left out: what a test plans. */
  mishaps?: World['mishaps'];
}

/** A QloApps webservice on a free port of this machine, with everything in it that surprises. */
export async function startFakeQloApps(options: QloAppsOptions = {}): Promise<FakeQloApps> {
  const {
    version = '1.7.0',
    forgetful = false,
    clock = virtualClock('2026-06-01T10:00:00Z'),
    currency = 'EUR',
    gapMs = 4,
    port = 0,
    mishaps = planMishaps<QloError, Request>(),
  } = options;
  const counts = { order: 0, row: 0, customer: 1, service: 100, thread: 0 };
  const world: World = {
    version,
    forgetful,
    clock,
    on: true,
    rewrite: true,
    currency,
    languages: [
      { id: 1, iso_code: 'en' },
      { id: 2, iso_code: 'es' },
    ],
    keys: new Map([[key, keyWith(leastRights)]]),
    ...seed(),
    orders: [],
    rows: [],
    customers: [{ id: 1, firstname: 'John', lastname: 'Doe', email: 'pub@example.com', phone: '0987654321' }],
    threads: [],
    messages: [],
    mailed: [],
    gap: () => new Promise((done) => setTimeout(done, gapMs)),
    mishaps,
    calls: [],
    nextId(kind) {
      counts[kind] += 1;
      return counts[kind];
    },
  };
  const server = await serve(async (request, leave) => {
    const path = pathOf(world, request) ?? '';
    const call: World['calls'][number] = {
      method: request.method,
      path,
      resource: path.split('/')[0] ?? '',
      status: null,
    };
    world.calls.push(call);
    const refuse = ({ status, code, message }: QloError) => ({
      status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ errors: [{ code, message }] }),
    });
    const answer = await withMishap(world.mishaps.take(request), () => route(world, request), refuse, leave);
    call.status = answer?.status ?? null;
    return answer;
  }, port);
  return {
    url: server.url,
    key,
    world,
    mishaps: world.mishaps,
    allow: (rights = {}) => void world.keys.set(key, keyWith(rights)),
    walkIn: (stay) => walkIn(world, stay),
    doubles: () => findDoubles(world),
    async close() {
      clock.stop();
      await server.close();
    },
  };
}

function walkIn(
  world: World,
  { type, from, to, room }: { type: number; from: string; to: string; room?: number },
): Row {
  const free = world.rooms.find(
    (each) =>
      each.id_product === type && (room === undefined ? !isOccupied(world, each.id, from, to) : each.id === room),
  );
  if (!free) throw new Error('The front desk has no such room.');
  const stamp = `${world.clock.now()}`.slice(0, 19).replace('T', ' ');
  const order = {
    id: world.nextId('order'),
    reference: `DESK${String(world.orders.length).padStart(5, 'A')}`,
    id_customer: 1,
    id_hotel: 1,
    current_state: 2,
    source: '',
    remarks: [],
    payment: 'cash',
    total_paid_real: 0,
    date_add: stamp,
    date_upd: stamp,
  };
  const row: Row = {
    id: world.nextId('row'),
    id_order: order.id,
    id_room: free.id,
    id_product: type,
    date_from: `${from} 00:00:00`,
    date_to: `${to} 00:00:00`,
    is_cancelled: false,
    is_refunded: false,
    is_back_order: false,
    adults: 2,
    children: 0,
    child_ages: [],
    net: 100,
    tax: 4,
    services: [],
  };
  world.orders.push(order);
  world.rows.push(row);
  return row;
}

function findDoubles({ rows }: World): [Row, Row][] {
  const live = rows.filter((row) => !row.is_cancelled && !row.is_refunded);
  return live.flatMap((one, n) =>
    live
      .slice(n + 1)
      .filter((two) => one.id_room === two.id_room && one.date_from < two.date_to && two.date_from < one.date_to)
      .map((two): [Row, Row] => [one, two]),
  );
}
