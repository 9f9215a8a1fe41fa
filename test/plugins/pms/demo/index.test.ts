import { readFileSync } from 'node:fs';
import type { Guest, OfferSearch, ReservationRequest } from '@botones/contract';
import { expect } from 'chai';
import { parse } from 'yaml';
import demo from '../../../../plugins/pms/demo/index.ts';
import { openPmsRig, type PmsRig, patient } from '../../../support/pms-rig.ts';
import { rejection } from '../../../support/rejection.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const guest: Guest = { firstName: 'Ada', lastName: 'Peña López', email: 'ada@example.com', phone: '+34600000000' };
const search = (overrides: Partial<OfferSearch> = {}): OfferSearch => ({
  arrival: day('2026-06-10'),
  departure: day('2026-06-12'),
  rooms: [{ adults: 2, childrenAges: [] }],
  ...overrides,
});

describe('pms/demo', () => {
  let rig: PmsRig;
  before(async () => {
    rig = await openPmsRig(demo);
  });
  after(() => rig.close());

  const request = async (
    wanted: OfferSearch,
    overrides: Partial<ReservationRequest> = {},
    ratePlan = 'flexible',
  ): Promise<ReservationRequest> => {
    const offers = await rig.pms.searchOffers(wanted, patient);
    const offer = offers.find((each) => each.ratePlan === ratePlan) ?? expect.fail('there is no offer');
    return { offer, search: wanted, guest, holdUntil: null, language: 'es', ...overrides };
  };

  it('sells the room types of the demo hotel, with pictures that can be fetched', async () => {
    const types = await rig.pms.getRoomTypes(patient);
    const { nlu } = parse(readFileSync('config/rooms.yml', 'utf8')) as { nlu: { synonym?: string }[] };
    // Guests without a preference, and those who want what costs least, name no type.
    const known = nlu.flatMap(({ synonym = 'any' }) => (['any', 'cheapest'].includes(synonym) ? [] : [synonym]));
    expect(types.map(({ id }) => id)).to.deep.equal(known);
    for (const { pictures } of types) {
      const [picture] = pictures;
      const file = await rig.context.media.get(picture?.url ?? '');
      expect(file?.mime).to.equal('image/png');
      expect([...(file?.bytes.slice(1, 4) ?? [])]).to.deep.equal([0x50, 0x4e, 0x47]);
    }
  });

  it('prices season, weekend, children and city tax', async () => {
    const wanted = search({ arrival: day('2026-06-11'), departure: day('2026-06-13'), roomTypeId: 'double' });
    const [, flexible] = await rig.pms.searchOffers({ ...wanted, rooms: [{ adults: 2, childrenAges: [8] }] }, patient);
    // (98 + 18) € + 20 % in June, and 15 % more on Friday.
    expect(flexible?.nightly.map(({ minor }) => minor)).to.deep.equal([13900, 16000]);
    expect(flexible?.charges.map(({ amount, included }) => [amount.minor, included])).to.deep.equal([
      [2718, true],
      [600, false],
    ]);
    expect(flexible?.total).to.deep.equal({ minor: 30500, currency: 'EUR' });
    const [, baby] = await rig.pms.searchOffers({ ...wanted, rooms: [{ adults: 2, childrenAges: [2] }] }, patient);
    expect(baby?.nightly[0]?.minor).to.equal(11800);
  });

  it('asks for the fewest nights of a season', async () => {
    const one = search({ arrival: day('2026-08-03'), departure: day('2026-08-04') });
    expect(await rig.pms.searchOffers(one, patient)).to.deep.equal([]);
    expect(await rig.pms.searchOffers({ ...one, departure: day('2026-08-05') }, patient)).not.to.deep.equal([]);
  });

  it('writes references that can be read aloud, and finds them however they are written', async () => {
    const { reference } = await rig.pms.createReservation(await request(search()), 'aloud', patient);
    expect(reference).to.match(/^[ACFHJKLRTXY]{4}-[2-9]{4}$/);
    const written = ` ${reference.toLowerCase().replace('-', ' ')}`;
    const knows = async (fact: object) =>
      (await rig.pms.findReservation({ reference: written, ...fact } as never, patient))?.reference;
    expect(await knows({ lastName: 'pena LOPEZ' })).to.equal(reference);
    expect(await knows({ email: 'ADA@example.com' })).to.equal(reference);
    expect(await knows({ phone: '600 000 000' })).to.equal(reference);
    expect(await knows({ lastName: 'Lovelace' })).to.equal(undefined);
    expect(await knows({ lastName: '' })).to.equal(undefined);
    expect(await knows({ phone: '0000' })).to.equal(undefined);
  });

  it('never sells a room twice, from three processes at once', async () => {
    const processes = [rig.pms, await rig.another(), await rig.another()];
    const wanted = search({ arrival: day('2026-10-01'), departure: day('2026-10-04'), roomTypeId: 'suite' });
    const booking = await request({ ...wanted, rooms: [{ adults: 2, childrenAges: [] }] });
    const attempts = Array.from({ length: 12 }, (_, index) =>
      processes[index % 3]?.createReservation(booking, `race-${index}`, patient),
    );
    const results = await Promise.allSettled(attempts);
    const codes = results.map((result) => (result.status === 'fulfilled' ? 'sold' : result.reason.code));
    expect(codes.filter((code) => code === 'sold')).to.have.lengthOf(2);
    expect(codes.filter((code) => code === 'ERR_PMS_SOLD_OUT')).to.have.lengthOf(10);
  });

  it('makes one reservation for a key, from many processes at once', async () => {
    const processes = [rig.pms, await rig.another()];
    const booking = await request(search({ arrival: day('2026-10-10'), departure: day('2026-10-11') }));
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, index) => processes[index % 2]?.createReservation(booking, 'one-key', patient)),
    );
    expect(new Set(made.map((each) => each?.reference)).size).to.equal(1);
  });

  it('lets a hold go when its time is over, and a payment cannot bring it back', async () => {
    const wanted = search({ arrival: day('2026-11-05'), departure: day('2026-11-06'), roomTypeId: 'suite' });
    const twice = { ...wanted, rooms: [wanted.rooms[0], wanted.rooms[0]] } as OfferSearch;
    const holdUntil = rig.clock.now().add({ minutes: 30 });
    const held = await rig.pms.createReservation(await request(twice, { holdUntil }), 'hold', patient);
    expect(held.status).to.equal('held');
    expect(await rig.pms.searchOffers(wanted, patient)).to.deep.equal([]);
    rig.clock.advance({ minutes: 30 });
    expect(await rig.pms.searchOffers(wanted, patient)).not.to.deep.equal([]);
    expect((await rig.pms.getReservation(held.reference, patient)).status).to.equal('cancelled');
    const late = rig.pms.recordPayment(held.reference, { amount: held.total, method: 'transfer' }, 'late', patient);
    expect((await rejection(late)).code).to.equal('ERR_PMS_CONFLICT');
  });

  it('charges the fee of the rate for leaving', async () => {
    const wanted = search({ arrival: day('2026-06-02'), departure: day('2026-06-04'), roomTypeId: 'family' });
    const booking = await request(wanted);
    const { reference, total } = await rig.pms.createReservation(booking, 'leave', patient);
    await rig.pms.recordPayment(reference, { amount: total, method: 'card' }, 'leave-pay', patient);
    const quote = await rig.pms.quoteCancel(reference, patient);
    expect(quote.fee).to.deep.equal(booking.offer.nightly[0]);
    expect(quote.refund.minor).to.equal(total.minor - quote.fee.minor);
    expect((await rig.pms.cancelReservation(quote, 'leave-now', patient)).status).to.equal('cancelled');
  });

  it('forbids to change a non-refundable stay', async () => {
    const wanted = search({ roomTypeId: 'single', rooms: [{ adults: 1, childrenAges: [] }] });
    const { reference } = await rig.pms.createReservation(await request(wanted, {}, 'non-refundable'), 'nr', patient);
    const change = rig.pms.quoteChange(reference, { departure: day('2026-06-13') }, patient);
    expect((await rejection(change)).code).to.equal('ERR_PMS_NOT_ALLOWED_BY_POLICY');
  });

  it('moves a stay into nights that only it occupies', async () => {
    const wanted = search({ arrival: day('2026-09-20'), departure: day('2026-09-22'), roomTypeId: 'suite' });
    const both = { ...wanted, rooms: [wanted.rooms[0], wanted.rooms[0]] } as OfferSearch;
    const { reference } = await rig.pms.createReservation(await request(both), 'move', patient);
    const quote = await rig.pms.quoteChange(reference, { departure: day('2026-09-23') }, patient);
    const moved = await rig.pms.applyChange(quote, 'move-it', patient);
    expect([String(moved.departure), moved.total]).to.deep.equal(['2026-09-23', quote.after]);
    expect(await rig.pms.isRoomFree(reference, day('2026-09-23'), patient)).to.equal(true);
    await rig.pms.createReservation(
      await request({ ...wanted, arrival: day('2026-09-23'), departure: day('2026-09-24') }),
      'next',
      patient,
    );
    expect(await rig.pms.isRoomFree(reference, day('2026-09-23'), patient)).to.equal(false);
  });

  it('does not sell what is blocked', async () => {
    const other = await openPmsRig(demo, {
      blocked: [{ roomType: 'suite', from: '2026-06-01', until: '2026-07-01', units: 2 }],
    });
    const offers = await other.pms.searchOffers(search(), patient);
    expect(offers.map(({ roomTypeId }) => roomTypeId)).not.to.include('suite');
    await other.close();
  });
});
