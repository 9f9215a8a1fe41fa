import { randomUUID } from 'node:crypto';
import type { Pms, PmsContext, Reservation, ReservationRequest } from '@botones/contract';
import { aPmsContext, type LogLine, manualClock } from '@botones/contract/testing';
import { openClient } from '../../../../plugins/pms/qloapps/client.ts';
import { type Desk, openDesk } from '../../../../plugins/pms/qloapps/desk.ts';
import qloapps from '../../../../plugins/pms/qloapps/index.ts';
import { type Options, options as schema } from '../../../../plugins/pms/qloapps/options.ts';
import { type FakeQloApps, type QloAppsOptions, startFakeQloApps } from '../../../fakes/qloapps/index.ts';
import { openPmsWorld } from '../../../support/pms-world.ts';

export const patient = new AbortController().signal;
export const day = (text: string) => Temporal.PlainDate.from(text);
export const guest = { firstName: 'Ada', lastName: 'Peña', email: 'ada@example.com', phone: '+34600111222' };

export interface QloRig {
  readonly fake: FakeQloApps;
  readonly clock: ReturnType<typeof manualClock>;
  readonly pms: Pms;
  /** What the adapter's own functions are called with. */
  readonly desk: Desk;
  readonly lines: LogLine[];
  /** A further process; `lent` differs from what core lends. */
  another(lent?: Partial<PmsContext<never>>): Promise<Pms>;
  sql<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The first offer of a type (1) in two nights of March 2027, for two. */
  request(wishes?: Partial<ReservationRequest> & { type?: string }): Promise<ReservationRequest>;
  book(wishes?: Parameters<QloRig['request']>[0], key?: string): Promise<Reservation>;
  /** Orders that have a room. */
  live(): FakeQloApps['world']['orders'];
  close(): Promise<void>;
}

/** The adapter before the fake, in a real database, with a clock that stands still. */
export async function openQloRig(yaml: object = {}, fakeOptions: QloAppsOptions = {}): Promise<QloRig> {
  const clock = manualClock();
  const fake = await startFakeQloApps(fakeOptions);
  const world = await openPmsWorld(qloapps, { clock, currency: fake.world.currency });
  const options: Options = schema.parse({ url: fake.url, key: fake.key, ...yaml });
  const lines: LogLine[] = [];
  const opened: { close(): Promise<void> }[] = [];
  const open = (lent: Partial<PmsContext<never>> = {}) => {
    const log = (sentence: string, fields: LogLine['fields']) => void lines.push({ sentence, fields });
    const context = aPmsContext(options, { log, ...world.lend(), ...lent } as Partial<PmsContext<Options>>);
    opened.push(context);
    return context;
  };
  const context = open();
  const pms = await qloapps.setup(context as never);

  const request: QloRig['request'] = async ({ type = '1', ...wishes } = {}) => {
    const usual = {
      arrival: day('2027-03-01'),
      departure: day('2027-03-03'),
      rooms: [{ adults: 2, childrenAges: [] }],
    };
    const search = { ...usual, ...wishes.search, roomTypeId: type };
    const [offer] = wishes.offer ? [wishes.offer] : await pms.confirmOffers(search, patient);
    if (!offer) throw new Error('Nothing is offered.');
    return { offer, guest, holdUntil: null, language: 'es', ...wishes, search };
  };
  return {
    fake,
    clock,
    pms,
    desk: openDesk(context, openClient(options)),
    lines,
    another: async (lent) => qloapps.setup(open(lent) as never),
    sql: (text, values) => context.database.query(text, values),
    request,
    book: async (wishes, key = randomUUID()) => pms.createReservation(await request(wishes), key, patient),
    live: () =>
      fake.world.orders.filter(({ id }) =>
        fake.world.rows.some((row) => row.id_order === id && !row.is_cancelled && !row.is_refunded),
      ),
    async close() {
      for (const each of opened) await each.close();
      await world.close();
      await fake.close();
    },
  };
}
