import { expect } from 'chai';
import { type FakeQloApps, startFakeQloApps } from '../index.ts';
import { aBooking, ariBody, ask } from './ask.ts';

const grossOf = ({ json }: Awaited<ReturnType<typeof ask>>) => {
  const { total_price_without_tax, total_tax } = json.booking.associations.price_details;
  return total_price_without_tax + total_tax;
};

describe('fakes/qloapps', () => {
  let fake: FakeQloApps;
  beforeEach(async () => {
    fake = await startFakeQloApps();
  });
  afterEach(() => fake.close());

  it('prices the same stay in four ways', async () => {
    const quote = await ask(fake, 'hotel_ari', ariBody());
    const [general] = quote.json.hotel_ari.room_types;
    expect(general).to.include({ total_price: 2500, total_price_with_tax: 2600, base_price_with_tax: 1300 });
    expect(grossOf(await ask(fake, 'bookings', aBooking()))).to.equal(2080);
    const listed = (...ids: number[]) => ({ services: ids.map((id_service) => ({ id_service, quantity: 1 })) });
    expect(grossOf(await ask(fake, 'bookings', aBooking({}, listed(5))))).to.equal(2600);
    expect(grossOf(await ask(fake, 'bookings', aBooking({}, listed(5, 6))))).to.equal(2860);
  });

  it('multiplies the price by occupancies, and never filters by them', async () => {
    const rooms = '<room_occupancy><adults>5</adults><children>3</children></room_occupancy>'.repeat(2);
    const inner = `<associations><room_occupancies>${rooms}</room_occupancies></associations>`;
    const { json } = await ask(fake, 'hotel_ari', ariBody(inner));
    expect(json.hotel_ari.room_types).to.have.lengthOf(4);
    expect(json.hotel_ari.room_types[0].total_price_with_tax).to.equal(5200);
  });

  it('keys free rooms by their id, and lists a type that has none with an empty list', async () => {
    for (let n = 0; n < 5; n += 1) fake.walkIn({ type: 2, from: '2027-03-02', to: '2027-03-04' });
    const { json } = await ask(fake, 'hotel_ari', ariBody());
    const [general, sea] = json.hotel_ari.room_types;
    expect(Object.keys(general.rooms.available)).to.have.lengthOf(5);
    expect(sea.rooms.available).to.deep.equal([]);
    const wise = await ask(fake, 'hotel_ari', ariBody('<date_wise_breakdown>1</date_wise_breakdown>'));
    expect(wise.json.hotel_aris).to.have.lengthOf(2);
    expect((await ask(fake, 'hotel_ari', ariBody('', '2020-01-01', '2020-01-02'))).status).to.equal(200);
    expect((await ask(fake, 'hotel_ari', ariBody('', '2027-03-03', '2027-03-01'))).json.errors[0].code).to.equal(85);
  });

  it('sells the last room twice to those who ask at once', async () => {
    for (let n = 0; n < 4; n += 1) fake.walkIn({ type: 1, from: '2027-03-01', to: '2027-03-03' });
    const answers = await Promise.all(Array.from({ length: 3 }, () => ask(fake, 'bookings', aBooking())));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
    expect(fake.doubles()).to.have.lengthOf(1);
    expect(fake.world.rows.filter((row) => row.is_back_order && row.is_cancelled)).to.have.lengthOf(1);
  });

  it('overwrites the customer of an address', async () => {
    await ask(fake, 'bookings', aBooking({}, {}, { email: 'PUB@example.com', firstname: 'Somebody' }));
    expect(fake.world.customers[0]?.firstname).to.equal('Somebody');
  });

  it('answers in every way but the usual', async () => {
    expect((await ask(fake, 'orders?filter[reference]=[NONE]')).text).to.equal('[]');
    const lost = await ask(fake, 'orders/99');
    expect([lost.status, lost.type, lost.text]).to.deep.equal([404, null, '']);
    const fatal = await ask(fake, 'bookings', aBooking({}, {}, { email: 'ada(at)example' }));
    expect([fatal.status, fatal.type]).to.deep.equal([200, 'text/html; charset=utf-8']);
    expect(fake.world.orders).to.have.lengthOf(0);
    for (const body of ['{', '', '{"order":{}}']) {
      const silent = await ask(fake, 'bookings', body);
      expect([silent.status, silent.text], body).to.deep.equal([500, '']);
    }
    const sold = await ask(fake, 'bookings', aBooking({ currency: undefined }));
    expect([sold.status, sold.json.errors[0].code]).to.deep.equal([400, 404]);
    expect((await ask(fake, 'order_histories', { order_history: {} })).json.errors[0].code).to.equal(127);
    expect((await ask(fake, 'bookings/1', undefined, 'DELETE')).status).to.equal(405);
    expect((await ask(fake, 'nothing')).json.errors[0].code).to.equal(27);
    expect((await ask(fake, 'orders?filter[nothing]=[1]')).json.errors[0].code).to.equal(32);
  });

  it('asks for a key with rights', async () => {
    const nobody = await ask(fake, 'hotels', undefined, 'GET', '');
    expect([nobody.status, nobody.type, nobody.text]).to.deep.equal([401, 'text/html', '401 Unauthorized']);
    expect((await ask(fake, 'hotels', undefined, 'GET', 'short')).json.errors[0].code).to.equal(18);
    expect((await ask(fake, 'customers')).json.errors[0].code).to.equal(26);
    expect((await ask(fake, 'hotels', '<qloapps/>')).json.errors[0].code).to.equal(25);
    fake.world.on = false;
    expect((await ask(fake, 'hotels')).status).to.equal(503);
  });

  it('writes XML unless it is asked for JSON, and lists ids unless it is asked for more', async () => {
    await ask(fake, 'bookings', aBooking());
    const xml = await ask(fake, 'orders/1?xml=1');
    expect(xml.type).to.match(/xml/);
    expect(xml.text).to.match(/<order><id><!\[CDATA\[1\]\]>/);
    expect((await ask(fake, 'orders/1?display=full')).json).to.deep.equal({ orders: [{ id: 1 }] });
    expect((await ask(fake, 'orders/1')).json.order.total_paid_tax_incl).to.equal('2080.000000');
    expect((await ask(fake, 'orders')).json).to.deep.equal({ orders: [{ id: 1 }] });
    expect((await ask(fake, 'room_types?display=full')).json.room_types[0].name).to.have.lengthOf(2);
    expect((await ask(fake, 'room_types?display=full&language=1')).json.room_types[0].name).to.equal('General Rooms');
    expect((await ask(fake, 'bookings/1')).json.booking).not.to.have.any.keys('current_state', 'booking_status');
  });

  it('gives rooms back with the state, and never takes them again', async () => {
    await ask(fake, 'bookings', aBooking());
    const history = (state: number) =>
      `<qloapps><order_history><id_order>1</id_order><id_order_state>${state}</id_order_state></order_history></qloapps>`;
    expect((await ask(fake, 'order_histories', history(4))).status).to.equal(201);
    expect(fake.world.rows[0]?.is_cancelled).to.equal(true);
    expect((await ask(fake, 'bookings/1', aBooking({ id: 1, booking_status: 1 }), 'PUT')).status).to.equal(200);
    expect(fake.world.orders[0]?.current_state).to.equal(1);
    expect(fake.world.rows[0]?.is_cancelled, 'a zombie').to.equal(true);
  });

  it('replaces a booking whole: services that are not sent again are gone, and a refusal changes nothing', async () => {
    await ask(fake, 'bookings', aBooking({}, { services: [{ id_service: 5, quantity: 1 }] }));
    expect(grossOf(await ask(fake, 'bookings/77', aBooking({ id: 1 }), 'PUT'))).to.equal(2080);
    for (let n = 0; n < 4; n += 1) fake.walkIn({ type: 1, from: '2027-03-02', to: '2027-03-05' });
    const longer = aBooking({ id: 1 });
    const [stay] = longer.booking.associations.room_types;
    if (stay) stay.checkout_date = '2027-03-04';
    expect((await ask(fake, 'bookings/1', longer, 'PUT')).status, 'its own room counts as taken').to.equal(400);
    expect(fake.world.rows[0]?.date_to).to.equal('2027-03-03 00:00:00');
  });

  it('reads adults under another name in 1.6.1, and mails the guest', async () => {
    const old = await startFakeQloApps({ version: '1.6.1' });
    await ask(old, 'bookings', aBooking({}, { adults: 1, adult: undefined }));
    await ask(old, 'bookings', aBooking({}, { adults: undefined, adult: 1 }));
    expect(old.world.rows.map(({ adults }) => adults)).to.deep.equal([2, 1]);
    expect(old.world.mailed).to.deep.equal(['ada@example.com', 'ada@example.com']);
    await old.close();
  });

  it('counts children only with their ages', async () => {
    await ask(fake, 'bookings', aBooking({}, { child: 1 }));
    await ask(fake, 'bookings', aBooking({}, { child: 1, child_ages: [6] }));
    expect(fake.world.rows.map(({ children }) => children)).to.deep.equal([0, 1]);
  });
});
