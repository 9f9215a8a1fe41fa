import type { PmsContext } from '@botones/contract';
import { expect } from 'chai';
import { rejection } from '../../../support/rejection.ts';
import { day, guest, openQloRig, patient, type QloRig } from './qlo-rig.ts';

describe('pms/qloapps: what surprises in QloApps', () => {
  let rig: QloRig;
  beforeEach(async () => {
    rig = await openQloRig();
  });
  afterEach(async () => {
    expect(rig.fake.doubles()).to.deep.equal([]);
    await rig.close();
  });
  const servicesOf = (id: number | undefined) =>
    rig.fake.world.rows.filter((row) => row.id_order === id).flatMap(({ services }) => services);

  it('quotes what the website would charge, and books it: automatic services are listed, fees are added', async () => {
    const { offer } = await rig.request();
    // Availability says 2,600; the fee of the internet, 250 and 4 %, is not in it.
    expect(offer.total).to.deep.equal({ minor: 286_000, currency: 'EUR' });
    expect(offer.nightly.map(({ minor }) => minor)).to.deep.equal([130_000, 130_000]);
    expect(offer.charges.map(({ amount, included }) => [amount.minor, included])).to.deep.equal([
      [10_000, true],
      [26_000, false],
    ]);
    const { total, reference } = await rig.book();
    expect(total).to.deep.equal(offer.total);
    const order = rig.fake.world.orders.find((each) => each.reference === reference);
    expect(servicesOf(order?.id).map(({ id_service }) => id_service)).to.have.members([5, 6]);
  });

  for (const [what, price, code] of [
    ['dearer than agreed', 1200, 'ERR_PMS_PRICE_CHANGED'],
    ['too cheap', 700, 'ERR_PMS_REJECTED'],
  ] as const) {
    it(`gives back a booking that came out ${what}`, async () => {
      const request = await rig.request();
      rig.fake.world.gap = async () => {
        const [type] = rig.fake.world.roomTypes;
        if (type) type.price = price;
      };
      const failure = await rejection(rig.pms.createReservation(request, 'k', patient));
      expect(failure.code).to.equal(code);
      expect(rig.fake.world.orders).to.have.length(1);
      expect(rig.live()).to.deep.equal([]);
      expect(rig.lines.map(({ sentence }) => sentence)).to.include(
        'QloApps booked at another price than it had quoted',
      );
    });
  }

  it('never asks for more than was agreed, however the lines of a bill are rounded', async () => {
    for (const price of [90.33, 77.77, 101.01, 33.335, 49.99]) {
      const type = rig.fake.world.roomTypes.find(({ id }) => id === 4);
      if (type) type.price = price;
      for (const nights of [1, 2, 3, 7]) {
        const search = {
          arrival: day('2027-05-01'),
          departure: day('2027-05-01').add({ days: nights }),
          rooms: [
            { adults: 2, childrenAges: [] },
            { adults: 1, childrenAges: [] },
          ],
        };
        const request = await rig.request({ type: '4', search });
        const made = await rig.pms.createReservation(request, `${price}/${nights}`, patient);
        expect(made.total.minor, `${price}, ${nights}`).to.be.within(
          request.offer.total.minor - 8,
          request.offer.total.minor,
        );
        await rig.pms.cancelReservation(
          await rig.pms.quoteCancel(made.reference, patient),
          `-${price}/${nights}`,
          patient,
        );
      }
    }
  });

  it('takes another room when somebody of the website was faster, and says so when there is none', async () => {
    const take = (room: number) => async () => {
      rig.fake.world.gap = async () => {};
      rig.fake.walkIn({ type: 1, from: '2027-03-01', to: '2027-03-03', room });
    };
    const request = await rig.request();
    rig.fake.world.gap = take(1);
    const made = await rig.pms.createReservation(request, 'first', patient);
    expect(made.status).to.equal('confirmed');
    expect(rig.live()).to.have.length(2);
    expect(rig.fake.doubles()).to.deep.equal([]);
    for (let n = 0; n < 2; n += 1) rig.fake.walkIn({ type: 1, from: '2027-03-01', to: '2027-03-03' });
    rig.fake.world.gap = take(5);
    const late = await rejection(rig.pms.createReservation(request, 'second', patient));
    expect(late.code).to.equal('ERR_PMS_SOLD_OUT');
    expect(rig.live()).to.have.length(5);
  });

  it('finds who shares a room even where no lock holds', async () => {
    const lock: PmsContext<never>['lock'] = (_resource, { signal }, work) => work(0, signal);
    const processes = await Promise.all([rig.another({ lock }), rig.another({ lock })]);
    const request = await rig.request();
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => processes[n % 2]?.createReservation(request, `key-${n}`, patient)),
    );
    const told = results.flatMap((each) => (each.status === 'fulfilled' ? [each.value?.reference] : []));
    const codes = results.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(rig.live().map(({ reference }) => reference)).to.have.members(told);
    expect([...new Set(codes)]).to.deep.equal(['ERR_PMS_SOLD_OUT']);
  });

  it('writes each holder of its lock down', async () => {
    await rig.book();
    const text = `select event from public.lock_audit where resource like '%qloapps/hotel/1' order by at, event desc`;
    expect(await rig.sql(text)).to.deep.equal([{ event: 'taken' }, { event: 'released' }]);
  });

  it('overwrites no customer, and keeps the address of the guest in the remark alone', async () => {
    const email = 'pub@example.com';
    await rig.book({ guest: { ...guest, email } });
    await rig.book({ guest: { ...guest, firstName: 'Grace', email }, note: 'Late <b>arrival</b> {22:00}' });
    const { customers, orders } = rig.fake.world;
    expect(customers.map(({ firstname }) => firstname)).to.deep.equal(['John', 'Ada', 'Grace']);
    expect(customers.slice(1).every((each) => each.email.endsWith('@guests.invalid'))).to.equal(true);
    expect(orders[1]?.remarks).to.deep.equal([`E-mail: ${email}\nLate (b)arrival(/b) (22:00)`]);
  });

  it('keeps nothing of a guest in its own tables', async () => {
    const { reference, total } = await rig.book({ note: 'Nightingale' });
    await rig.pms.addNote(reference, 'Nightingale', 'n', patient);
    await rig.pms.recordPayment(reference, { amount: total, method: 'transfer' }, 'p', patient);
    const rows = await Promise.all(
      ['write', 'stay', 'payment', 'paid'].map((table) => rig.sql(`select * from ${table}`)),
    );
    const kept = JSON.stringify([rows, rig.lines]).toLowerCase();
    for (const word of ['ada', 'peña', 'example.com', '600111222', 'nightingale']) expect(kept).not.to.include(word);
  });

  for (const version of ['1.6.1', '1.7.0'] as const) {
    it(`books who comes, ages and all, in ${version}`, async () => {
      const own = await openQloRig({}, { version });
      try {
        const rooms = [
          { adults: 3, childrenAges: [6, 11] },
          { adults: 1, childrenAges: [] },
        ];
        const search = { arrival: day('2027-03-01'), departure: day('2027-03-02'), rooms };
        const made = await own.book({ type: '3', search });
        expect(made.rooms).to.deep.equal(rooms);
        const told = own.fake.world.rows.map(({ adults, children, child_ages }) => [adults, children, child_ages]);
        expect(told).to.deep.equal([
          [3, 2, [6, 11]],
          [1, 0, []],
        ]);
        expect(own.fake.world.mailed.every((address) => address.endsWith('@guests.invalid'))).to.equal(true);
      } finally {
        await own.close();
      }
    });
  }

  it('offers nothing that QloApps would sell all the same: too many guests, yesterday, too far ahead', async () => {
    const search = {
      arrival: day('2027-03-01'),
      departure: day('2027-03-03'),
      rooms: [{ adults: 9, childrenAges: [] }],
    };
    expect(await rig.pms.searchOffers(search, patient)).to.deep.equal([]);
    const [hotel] = rig.fake.world.hotels;
    if (hotel) Object.assign(hotel, { min_booking_offset: 3, max_checkout_offset: 30 });
    const today = rig.clock.now().toZonedDateTimeISO('Europe/Madrid').toPlainDate();
    const found = async (ahead: number) => {
      const arrival = today.add({ days: ahead });
      const rooms = [{ adults: 2, childrenAges: [] }];
      return (await rig.pms.confirmOffers({ arrival, departure: arrival.add({ days: 1 }), rooms }, patient)).length;
    };
    expect([await found(2), await found(29), await found(30)]).to.deep.equal([0, 4, 0]);
    expect(await found(3)).to.equal(4);
  });

  it('takes rooms for what they are: an order that was brought back to life has none', async () => {
    const { reference, total } = await rig.book();
    await rig.pms.cancelReservation(await rig.pms.quoteCancel(reference, patient), 'c', patient);
    const order = rig.fake.world.orders[0];
    if (order) order.current_state = 1;
    expect((await rig.pms.getReservation(reference, patient)).status).to.equal('cancelled');
    const before = rig.fake.world.calls.length;
    const payment = { amount: total, method: 'card' };
    expect((await rejection(rig.pms.recordPayment(reference, payment, 'p', patient))).code).to.equal(
      'ERR_PMS_CONFLICT',
    );
    expect(rig.fake.world.calls.slice(before).every(({ method }) => method === 'GET')).to.equal(true);
  });

  it('applies the refund rules of the hotel, which QloApps does not', async () => {
    const { offer } = await rig.request();
    const fees = offer.cancelPolicy.steps.map(({ from, fee }) => [String(from), fee.minor]);
    // Free until a week before, half until two days before, then all; days of Madrid.
    expect(fees.slice(-2)).to.deep.equal([
      ['2027-02-22T23:00:00Z', 143_000],
      ['2027-02-27T23:00:00Z', 286_000],
    ]);
  });

  it('sells nothing whose fee is taxed in a way that nobody has said, and the check asks for it', async () => {
    const service = rig.fake.world.services.find(({ id }) => id === 6);
    if (service) service.id_tax_rules_group = 7;
    const search = {
      arrival: day('2027-03-01'),
      departure: day('2027-03-03'),
      rooms: [{ adults: 2, childrenAges: [] }],
    };
    const offers = await rig.pms.searchOffers(search, patient);
    expect(offers.map(({ roomTypeId }) => roomTypeId)).to.deep.equal(['4', '2', '3']);
    const [problem] = await rig.pms.checkSetup(patient);
    expect(problem?.cure).to.include('taxes: {"7": 21}');
    rig.fake.world.taxes[7] = 21;
    const own = await openQloRig({ url: rig.fake.url, taxes: { 7: 21 } });
    try {
      const told = await own.pms.searchOffers({ ...search, roomTypeId: '1' }, patient);
      expect(told[0]?.total.minor).to.equal(260_000 + 30_250);
    } finally {
      await own.close();
    }
  });

  for (const forgetful of [false, true])
    it(`changes days and keeps what was sold${forgetful ? ', whatever QloApps forgets' : ''}`, async () => {
      rig.fake.world.forgetful = forgetful;
      const { reference } = await rig.book();
      await rig.pms.addExtra(reference, { extraId: '7', quantity: 2 }, 'x1', patient);
      const named = { name: 'Late departure', price: { minor: 3_500, currency: 'EUR' } };
      await rig.pms.addExtra(reference, named, 'x2', patient);
      const quote = await rig.pms.quoteChange(reference, { departure: day('2027-03-04') }, patient);
      const changed = await rig.pms.applyChange(quote, 'x3', patient);
      // Three nights of 1,300, the internet, two breakfasts a night for 31.20, and the late departure.
      expect(changed.total.minor).to.equal(390_000 + 26_000 + 18_720 + 3_500);
      expect(changed.total).to.deep.equal(quote.after);
      const order = rig.fake.world.orders[0];
      expect(servicesOf(order?.id).map(({ name }) => name)).to.have.members([
        'Room maintenance',
        'Internet',
        'Breakfast',
        'Late departure',
      ]);
    });

  it('changes who comes without another price, and tells the reception', async () => {
    const { reference, total } = await rig.book({ type: '3' });
    const rooms = [{ adults: 2, childrenAges: [4] }];
    const quote = await rig.pms.quoteChange(reference, { rooms }, patient);
    expect(quote.after).to.deep.equal(total);
    const changed = await rig.pms.applyChange(quote, 'g', patient);
    expect([changed.rooms, changed.total]).to.deep.equal([rooms, total]);
    expect(rig.fake.world.orders[0]?.remarks.at(-1)).to.equal('Guests now: 2 adults, children of 4');
    expect((await rig.pms.getReservation(reference, patient)).rooms).to.deep.equal(rooms);
  });

  for (const forgetful of [false, true])
    it(`adds rooms and gives rooms up${forgetful ? ', whatever QloApps forgets' : ''}`, async () => {
      rig.fake.world.forgetful = forgetful;
      const two = { adults: 2, childrenAges: [] };
      const one = { adults: 1, childrenAges: [] };
      const search = { arrival: day('2027-03-01'), departure: day('2027-03-03'), rooms: [two, one] };
      const { reference, total } = await rig.book({ search });
      const named = { name: 'Cake', price: { minor: 2_000, currency: 'EUR' } };
      await rig.pms.addExtra(reference, named, 'x', patient);
      const turnInto = async (rooms: { adults: number; childrenAges: number[] }[]) => {
        const quote = await rig.pms.quoteChange(reference, { rooms }, patient);
        const changed = await rig.pms.applyChange(quote, String(rooms.length), patient);
        expect(changed.total).to.deep.equal(quote.after);
        expect((await rig.pms.getReservation(reference, patient)).rooms).to.deep.equal(rooms);
        return changed.total.minor;
      };
      expect(total.minor).to.equal(2 * 286_000);
      expect(await turnInto([two, one, one])).to.equal(3 * 286_000 + 2_000);
      expect(await turnInto([two])).to.equal(286_000 + 2_000);
      expect(rig.fake.world.rows).to.have.length(1);
    });

  it('moves to another type, and into no type that is full', async () => {
    const { reference } = await rig.book();
    for (let n = 0; n < 5; n += 1) rig.fake.walkIn({ type: 2, from: '2027-03-02', to: '2027-03-04' });
    const sea = rig.pms.quoteChange(reference, { roomTypeId: '2' }, patient);
    expect((await rejection(sea)).code).to.equal('ERR_PMS_SOLD_OUT');
    const quote = await rig.pms.quoteChange(reference, { roomTypeId: '3' }, patient);
    const moved = await rig.pms.applyChange(quote, 'm', patient);
    expect([moved.roomTypeId, moved.total.minor]).to.deep.equal(['3', 37_440]);
    for (let n = 0; n < 4; n += 1) rig.fake.walkIn({ type: 3, from: '2027-03-01', to: '2027-03-03' });
    // QloApps takes the guest's own room for somebody else's.
    const longer = rig.pms.quoteChange(reference, { departure: day('2027-03-04') }, patient);
    expect((await rejection(longer)).code).to.equal('ERR_PMS_SOLD_OUT');
  });

  it('puts a change back that came out in another way', async () => {
    const made = await rig.book();
    const quote = await rig.pms.quoteChange(made.reference, { departure: day('2027-03-04') }, patient);
    const [type] = rig.fake.world.roomTypes;
    rig.fake.mishaps.always({ kind: 'slow', ms: 0 }, ({ method, body }) => {
      // Somebody sets the price while the change is on its way, and has it back for the next one.
      if (method === 'PUT' && type) type.price = body.includes('2027-03-04') ? 2000 : 1000;
      return false;
    });
    const failure = await rejection(rig.pms.applyChange(quote, 'c', patient));
    expect(failure.code).to.equal('ERR_PMS_PRICE_CHANGED');
    const back = await rig.pms.getReservation(made.reference, patient);
    expect([String(back.departure), back.total]).to.deep.equal(['2027-03-03', made.total]);
  });

  it('leaves a booking to the reception of which it does not know all', async () => {
    rig.fake.walkIn({ type: 1, from: '2027-03-01', to: '2027-03-03' });
    const [row] = rig.fake.world.rows;
    const [order] = rig.fake.world.orders;
    const reference = (await rig.pms.findReservation({ reference: order?.reference ?? '', lastName: 'Doe' }, patient))
      ?.reference;
    expect(reference).to.equal(order?.reference);
    // Children whose ages nobody knows would be left out of the replaced booking.
    if (row) row.children = 1;
    const change = rig.pms.quoteChange(reference ?? '', { departure: day('2027-03-04') }, patient);
    expect((await rejection(change)).code).to.equal('ERR_PMS_REJECTED');
  });

  it('lets a hold go by itself, unless the reception has confirmed it', async () => {
    const holdUntil = rig.clock.now().add({ minutes: 15 });
    const [over, kept] = [await rig.book({ holdUntil }), await rig.book({ holdUntil })];
    const order = rig.fake.world.orders.find(({ reference }) => reference === kept.reference);
    if (order) order.current_state = 2;
    expect((await rig.pms.getReservation(kept.reference, patient)).status).to.equal('confirmed');
    rig.clock.advance({ minutes: 16 });
    expect((await rig.pms.getReservation(over.reference, patient)).status).to.equal('cancelled');
    // The next booking finds it first.
    await rig.book();
    expect(rig.live().map(({ reference }) => reference)).not.to.include(over.reference);
    expect((await rig.pms.getReservation(kept.reference, patient)).status).to.equal('confirmed');
  });

  it('adds what the reception takes in to what the bot was paid', async () => {
    const { reference, total } = await rig.book();
    const half = { amount: { minor: 100_000, currency: 'EUR' }, method: 'transfer', transaction: 'T-9' };
    expect((await rig.pms.recordPayment(reference, half, 'p', patient)).paid.minor).to.equal(100_000);
    const order = rig.fake.world.orders[0];
    expect(order?.current_state).to.equal(8);
    if (order) order.total_paid_real += 500;
    expect((await rig.pms.getReservation(reference, patient)).paid.minor).to.equal(150_000);
    const rest = { ...half, amount: { minor: total.minor - 150_000, currency: 'EUR' } };
    const whole = await rig.pms.recordPayment(reference, rest, 'q', patient);
    expect([whole.paid, order?.current_state]).to.deep.equal([total, 2]);
    expect((await rig.pms.quoteCancel(reference, patient)).refund).to.deep.equal(total);
  });

  it('asks for the very room that the guests have, when they want to stay a night longer', async () => {
    const { reference, departure } = await rig.book();
    const ask = () => rig.pms.isRoomFree(reference, departure, patient);
    expect(await ask()).to.equal(true);
    const [row] = rig.fake.world.rows;
    rig.fake.walkIn({ type: 1, from: '2027-03-03', to: '2027-03-04', room: row?.id_room ?? 0 });
    expect(await ask()).to.equal(false);
  });
});
