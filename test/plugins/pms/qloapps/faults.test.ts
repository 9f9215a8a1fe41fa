import { BotonesError, pmsOperations, type WriteFate } from '@botones/contract';
import { expect } from 'chai';
import { createGuard } from '../../../../core/resilience/guard.ts';
import { harden } from '../../../../core/resilience/harden.ts';
import { changePolicy, defaultPolicy } from '../../../../core/resilience/policy.ts';
import { sweep } from '../../../../plugins/pms/qloapps/sweep.ts';
import type { Request } from '../../../fakes/http.ts';
import { QloError } from '../../../fakes/qloapps/qlo-error.ts';
import { eventually } from '../../../support/eventually.ts';
import { rejection } from '../../../support/rejection.ts';
import { day, openQloRig, patient, type QloRig } from './qlo-rig.ts';

const to =
  (method: string, resource: string) =>
  ({ method: its, path }: Request) =>
    its === method && path.startsWith(`/api/${resource}`);

/** All of them have done what they were asked, and nobody can know. */
const lostAnswers = {
  'a connection that is cut': { kind: 'reset', taken: true },
  'half an answer': { kind: 'garbled' },
  'an error behind the act': { kind: 'page', status: 500, taken: true },
  'HTTP 200 with HTML': { kind: 'page', status: 200, taken: true },
  'a gateway that gave up': { kind: 'page', status: 504, taken: true },
} as const;

describe('pms/qloapps: what goes wrong on the way', () => {
  let rig: QloRig;
  beforeEach(async () => {
    rig = await openQloRig({ timeoutSeconds: 1 });
  });
  afterEach(async () => {
    expect(rig.fake.doubles()).to.deep.equal([]);
    await rig.close();
  });

  for (const [what, mishap] of Object.entries(lostAnswers)) {
    it(`makes everything once over ${what}`, async () => {
      const { fake, pms } = rig;
      const lose = (method: string, resource: string) => fake.mishaps.next(mishap, { when: to(method, resource) });
      /** The first try does not see its end, the second finds it. */
      const twice = async <T>(method: string, resource: string, call: () => Promise<T>): Promise<T> => {
        lose(method, resource);
        const code = (await rejection(call())).code;
        expect(code, `${method} ${resource}`).to.equal('ERR_PMS_UNKNOWN_OUTCOME');
        return call();
      };
      const request = await rig.request();
      const made = await twice('POST', 'bookings', () => pms.createReservation(request, 'book', patient));
      expect(fake.world.orders).to.have.length(1);

      const { reference } = made;
      const named = { name: 'Late departure', price: { minor: 3_500, currency: 'EUR' } };
      const charged = await twice('PUT', 'bookings', () => pms.addExtra(reference, named, 'extra', patient));
      expect(charged.total.minor).to.equal(made.total.minor + 3_500);

      const quote = await pms.quoteChange(reference, { departure: day('2027-03-05') }, patient);
      const changed = await twice('PUT', 'bookings', () => pms.applyChange(quote, 'change', patient));
      expect([String(changed.departure), changed.total]).to.deep.equal(['2027-03-05', quote.after]);

      const payment = { amount: { minor: 50_000, currency: 'EUR' }, method: 'transfer' };
      const paid = await twice('POST', 'order_histories', () => pms.recordPayment(reference, payment, 'pay', patient));
      expect(paid.paid.minor).to.equal(50_000);

      const leave = await pms.quoteCancel(reference, patient);
      const left = await twice('POST', 'order_histories', () => pms.cancelReservation(leave, 'leave', patient));
      expect(left.status).to.equal('cancelled');
      expect(rig.live()).to.deep.equal([]);
    });
  }

  it('does nothing twice when what it did cannot be read back', async () => {
    const request = await rig.request();
    rig.fake.mishaps.next({ kind: 'page', status: 500 }, { when: to('GET', 'room_bookings') });
    const failure = await rejection(rig.pms.createReservation(request, 'k', patient));
    expect(failure.code).to.equal('ERR_PMS_UNKNOWN_OUTCOME');
    const made = await rig.pms.createReservation(request, 'k', patient);
    expect(rig.fake.world.orders.map(({ reference }) => reference)).to.deep.equal([made.reference]);
  });

  it('knows that nothing was done where nothing was sent, or QloApps says so', async () => {
    const request = await rig.request();
    const when = to('POST', 'bookings');
    rig.fake.mishaps.next({ kind: 'error', error: new QloError(400, 404, 'Chambre non disponible.') }, { when });
    expect((await rejection(rig.pms.createReservation(request, 'a', patient))).code).to.equal('ERR_PMS_REJECTED');
    rig.fake.mishaps.next(
      { kind: 'error', error: new QloError(400, 404, 'Requested room(s) not available.') },
      { when },
    );
    expect((await rejection(rig.pms.createReservation(request, 'b', patient))).code).to.equal('ERR_PMS_SOLD_OUT');
    rig.fake.mishaps.next({ kind: 'page', status: 429 }, { when });
    expect((await rejection(rig.pms.createReservation(request, 'c', patient))).code).to.equal('ERR_PMS_RATE_LIMITED');
    expect((await rig.pms.createReservation(request, 'c', patient)).status).to.equal('confirmed');
    expect(rig.fake.world.orders).to.have.length(1);
  });

  it('gives a double back that turns up behind its retry', async () => {
    const request = await rig.request();
    rig.fake.mishaps.next({ kind: 'slow', ms: 1_400 }, { when: to('POST', 'bookings') });
    const slow = await rejection(rig.pms.createReservation(request, 'k', patient));
    expect(slow.code).to.equal('ERR_PMS_UNKNOWN_OUTCOME');
    const made = await rig.pms.createReservation(request, 'k', patient);
    await eventually('the first one arrives', async () => rig.fake.world.orders.length === 2);
    expect(rig.live()).to.have.length(2);
    rig.clock.advance({ minutes: 11 });
    await sweep(rig.desk, patient);
    expect(rig.live().map(({ reference }) => reference)).to.deep.equal([made.reference]);
    expect(rig.lines.map(({ sentence }) => sentence)).to.include('An order that no guest knows of was given back');
    expect((await rig.pms.createReservation(request, 'k', patient)).reference).to.equal(made.reference);
  });

  it('gives back a booking whose turn ended otherwise, and no other', async () => {
    const fates: Record<string, WriteFate> = { told: 'told', untold: 'untold', open: 'open', command: 'unknown' };
    const made: Record<string, string> = {};
    for (const key of Object.keys(fates)) made[key] = (await rig.book({}, key)).reference;
    const staffs = (await rig.book({}, 'untold, but confirmed by staff')).reference;
    const fateOf = async (key: string) => fates[key] ?? 'untold';
    const desk = { ...rig.desk, context: { ...rig.desk.context, fateOf } };
    await sweep(desk, patient);
    expect(rig.live(), 'a turn may still come again').to.have.length(5);
    const order = rig.fake.world.orders.find(({ reference }) => reference === staffs);
    if (order) order.current_state = 2;
    rig.clock.advance({ minutes: 11 });
    await sweep(desk, patient);
    const { untold, ...rest } = made;
    expect(rig.live().map(({ reference }) => reference)).to.have.members([...Object.values(rest), staffs]);
    expect(untold).to.be.a('string');
    expect(rig.lines.map(({ sentence }) => sentence)).to.include(
      'A guest may not know of this order: look at it in QloApps, and tell them or cancel it',
    );
    fates.open = 'untold';
    await sweep(desk, patient);
    expect(rig.live(), 'looked at again ten minutes later').to.have.length(4);
    rig.clock.advance({ minutes: 11 });
    await sweep(desk, patient);
    expect(rig.live()).to.have.length(3);
  });

  it('gives a hold back for which nobody came again, when its time is over, and books anew for who comes later', async () => {
    const request = await rig.request({ holdUntil: rig.clock.now().add({ minutes: 30 }) });
    rig.fake.mishaps.next({ kind: 'reset', taken: true }, { when: to('POST', 'bookings') });
    await rejection(rig.pms.createReservation(request, 'k', patient));
    rig.clock.advance({ minutes: 29 });
    await sweep(rig.desk, patient);
    expect(rig.live(), 'staff may be telling its guest').to.have.length(1);
    rig.clock.advance({ minutes: 1 });
    await sweep(rig.desk, patient);
    expect(rig.live()).to.deep.equal([]);
    const again = await rig.request({ holdUntil: rig.clock.now().add({ minutes: 30 }) });
    const made = await rig.pms.createReservation(again, 'k', patient);
    expect(rig.live().map(({ reference }) => reference)).to.deep.equal([made.reference]);
  });

  it('gives a hold back two hours later whose guest heard that nobody knows, and keeps those of which it cannot tell', async () => {
    const holdUntil = rig.clock.now().add({ hours: 24 });
    for (const key of ['untold', 'unknown']) {
      const request = await rig.request({ holdUntil });
      rig.fake.mishaps.next({ kind: 'reset', taken: true }, { when: to('POST', 'bookings') });
      await rejection(rig.pms.createReservation(request, key, patient));
    }
    const fateOf = async (key: string) => key as WriteFate;
    const desk = { ...rig.desk, context: { ...rig.desk.context, fateOf } };
    rig.clock.advance({ minutes: 119 });
    await sweep(desk, patient);
    expect(rig.live(), 'staff may be seeing to it').to.have.length(2);
    rig.clock.advance({ minutes: 1 });
    await sweep(desk, patient);
    expect(rig.live().map(({ id }) => id)).to.deep.equal([2]);
    rig.clock.advance({ hours: 22 });
    await sweep(desk, patient);
    expect(rig.live()).to.deep.equal([]);
  });

  it('cancels nothing that the reception has seen to, nor a booking without a hold: it names them', async () => {
    const holdUntil = rig.clock.now().add({ minutes: 30 });
    const requests = [await rig.request({ holdUntil }), await rig.request()];
    for (const [n, request] of requests.entries()) {
      rig.fake.mishaps.next({ kind: 'reset', taken: true }, { when: to('POST', 'bookings') });
      await rejection(rig.pms.createReservation(request, `k${n}`, patient));
    }
    const [held] = rig.fake.world.orders;
    if (held) held.current_state = 3;
    rig.clock.advance({ minutes: 31 });
    for (let n = 0; n < 2; n += 1) await sweep(rig.desk, patient);
    expect(rig.live()).to.have.length(2);
    const named = rig.lines.filter(({ sentence }) => sentence.startsWith('A guest may not know of this order'));
    expect(named.map(({ fields }) => fields.order)).to.have.members([1, 2]);
    const made = await rig.pms.createReservation(requests[1] as never, 'k1', patient);
    expect(rig.live().map(({ reference }) => reference)).to.include(made.reference);
    expect(rig.fake.world.orders).to.have.length(2);
  });

  it('gives holds back that are over, as soon as QloApps can be reached', async () => {
    await rig.book({ holdUntil: rig.clock.now().add({ minutes: 5 }) });
    rig.clock.advance({ minutes: 6 });
    rig.fake.mishaps.next({ kind: 'page', status: 500 }, { when: to('POST', 'order_histories') });
    await rejection(sweep(rig.desk, patient));
    expect(rig.live()).to.have.length(1);
    await sweep(rig.desk, patient);
    expect(rig.live()).to.deep.equal([]);
  });

  it('finishes behind the resilience of the bot what it did not see to its end', async () => {
    const policy = changePolicy(defaultPolicy, { backoff: { firstSeconds: 0.01, maxSeconds: 0.01 } });
    const events = { state: () => {}, called: () => {}, retried: () => {}, timedOut: () => {} };
    const pms = harden(rig.pms, pmsOperations, createGuard('pms', events, policy, {}));
    const request = await rig.request();
    rig.fake.mishaps.next({ kind: 'hang', taken: true }, { when: to('POST', 'bookings') });
    const made = await pms.createReservation(request, 'k', patient);
    expect(rig.fake.world.orders.map(({ reference }) => reference)).to.deep.equal([made.reference]);
  });

  it('hears its signal while it waits for the lock, and while QloApps hangs', async () => {
    const request = await rig.request();
    rig.fake.mishaps.next({ kind: 'hang', taken: false }, { when: to('POST', 'bookings') });
    const [one, two] = [new AbortController(), new AbortController()];
    const first = rejection(rig.pms.createReservation(request, 'a', one.signal));
    await eventually('it is sent', async () =>
      rig.fake.world.calls.some(({ method, path }) => method === 'POST' && path === 'bookings'),
    );
    const second = rejection(rig.pms.createReservation(request, 'b', two.signal));
    two.abort(new Error('gone'));
    expect((await second).message).to.equal('gone');
    one.abort(new Error('gone as well'));
    expect((await first).message).to.equal('gone as well');
    expect((await rig.pms.createReservation(request, 'b', patient)).status).to.equal('confirmed');
    expect(rig.fake.world.orders).to.have.length(1);
  });

  it('reads no answer but JSON with the root that was asked for', async () => {
    const search = {
      arrival: day('2027-03-01'),
      departure: day('2027-03-03'),
      rooms: [{ adults: 2, childrenAges: [] }],
    };
    const codeOver = async (mishap: Parameters<QloRig['fake']['mishaps']['always']>[0]) => {
      rig.fake.mishaps.always(mishap);
      const failure = await rejection(rig.pms.searchOffers(search, patient));
      rig.fake.mishaps.clear();
      expect(failure).to.be.instanceOf(BotonesError);
      return failure.code;
    };
    await rig.pms.searchOffers(search, patient);
    expect(await codeOver({ kind: 'page', status: 200 })).to.equal('ERR_PMS_BAD_RESPONSE');
    expect(await codeOver({ kind: 'garbled' })).to.equal('ERR_PMS_BAD_RESPONSE');
    expect(await codeOver({ kind: 'page', status: 500 })).to.equal('ERR_PMS_DOWN');
    expect(await codeOver({ kind: 'page', status: 301 })).to.equal('ERR_PMS_BAD_RESPONSE');
    expect(await codeOver({ kind: 'reset', taken: false })).to.equal('ERR_PMS_DOWN');
    expect(await codeOver({ kind: 'hang', taken: false })).to.equal('ERR_PMS_TIMEOUT');
    expect(await codeOver({ kind: 'error', error: new QloError(401, 20, 'Inactive') })).to.equal('ERR_PMS_AUTH');
    expect(await codeOver({ kind: 'error', error: new QloError(401, 26, 'Not allowed') })).to.equal(
      'ERR_PMS_MISSING_RIGHT',
    );
    expect(await codeOver({ kind: 'error', error: new QloError(405, 25, 'Not allowed') })).to.equal(
      'ERR_PMS_MISSING_RIGHT',
    );
    expect(await codeOver({ kind: 'error', error: new QloError(503, 22, 'Disabled') })).to.equal('ERR_PMS_DOWN');
  });
});
