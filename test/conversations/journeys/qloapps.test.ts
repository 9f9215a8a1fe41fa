import { readFile } from 'node:fs/promises';
import type { Card, Part } from '@botones/contract';
import { expect } from 'chai';
import { type FakeQloApps, startFakeQloApps } from '../../fakes/qloapps/index.ts';
import { eventually } from '../../support/eventually.ts';
import { openWebGuest } from '../../support/web-guest.ts';
import { openWebHotel, type WebHotel } from './web-hotel.ts';

type Guest = Awaited<ReturnType<typeof openWebGuest>>;

const words = (parts: readonly Part[]) => parts.map((part) => ('text' in part ? part.text : '')).join('\n');
const cardsIn = (parts: readonly Part[]): Card[] => parts.flatMap((part) => (part.type === 'cards' ? part.cards : []));

function press(guest: Guest, parts: readonly Part[], label: RegExp): Promise<Part[]> {
  const choices = parts.flatMap((part) => {
    if (part.type === 'choices') return part.choices;
    return part.type === 'cards' ? part.cards.flatMap(({ choices = [] }) => choices) : [];
  });
  const choice = choices.find(({ title }) => label.test(title)) ?? expect.fail(`${label} is none of the choices`);
  return guest.turn({ picked: { payload: choice.payload, title: choice.title } });
}

describe('the journey of a guest on the web whose hotel has QloApps', function () {
  this.timeout(120_000);
  let fake: FakeQloApps;
  let hotel: WebHotel;
  before(async () => {
    fake = await startFakeQloApps();
    // No long pauses: the browser of the test asks for news all the while.
    const resilience = { backoff: { firstSeconds: 0.05, maxSeconds: 0.05 } };
    hotel = await openWebHotel({ use: 'qloapps', url: fake.url, key: fake.key, timeoutSeconds: 5, resilience });
  });
  after(async () => {
    await hotel.stop();
    await fake.close();
  });
  afterEach(() => {
    fake.mishaps.clear();
    expect(fake.doubles()).to.deep.equal([]);
  });

  const orderOf = (reference: string) => fake.world.orders.find((order) => order.reference === reference);
  const rowsOf = (reference: string) => fake.world.rows.filter(({ id_order }) => id_order === orderOf(reference)?.id);
  const live = () => fake.world.rows.filter(({ is_cancelled }) => !is_cancelled);

  /** From the rooms to the hold; answers its reference. */
  async function hold(guest: Guest, { last = 'Smith' } = {}): Promise<string> {
    const offers = await guest.turn({
      text: 'any rooms free from 3 to 5 June for two adults and no children, any room type?',
    });
    expect(cardsIn(offers).map(({ title }) => title)).to.include('General Rooms');
    // Two nights of 1,000 and the maintenance of 250 a night, 4 %, and the internet: as the website charges.
    expect(
      cardsIn(offers)
        .map(({ text }) => text)
        .join('\n'),
    ).to.match(/€2,860 in all/);
    await press(guest, offers, /General Rooms/);
    await guest.turn({ text: `my name is Ann ${last}` });
    const summary = await guest.turn({ text: 'ann@example.com' });
    expect(words(summary)).to.match(/Total: €2,860/);
    const held = await press(guest, summary, /^Yes, book it$/);
    const [, reference = ''] = /under the reference ([A-Z]{9})/.exec(words(held)) ?? expect.fail(words(held));
    return reference;
  }

  it('leads from its rooms to a held room, a payment, other days and a cancellation', async () => {
    const guest = await openWebGuest(hotel.url, 'en');
    const rooms = cardsIn(await guest.turn({ text: 'which rooms do you have?' }));
    expect(rooms.map(({ title }) => title)).to.deep.equal(['General Rooms', 'Sea Room', 'Family Room', 'Attic']);
    const picture = await fetch(new URL(rooms[0]?.image?.url ?? '', hotel.url));
    expect([picture.status, picture.headers.get('content-type')]).to.deep.equal([200, 'image/png']);

    const reference = await hold(guest);
    expect(orderOf(reference)?.current_state).to.equal(1);
    expect(rowsOf(reference).map(({ date_from, adults }) => [date_from.slice(0, 10), adults])).to.deep.equal([
      ['2031-06-03', 2],
    ]);

    const receipt = new Uint8Array(await readFile('channels/web/chat.png'));
    const paid = await guest.turn({ file: await guest.upload('receipt.png', receipt) });
    expect(words(paid)).to.include(`Your booking ${reference} is confirmed`);
    expect([2, 8]).to.include(orderOf(reference)?.current_state);

    await guest.turn({ text: 'i want to change the dates of my booking' });
    await guest.turn({ text: '10 June' });
    const change = await guest.turn({ text: 'three nights' });
    expect(words(change)).to.match(/€4,160/);
    const changed = await guest.turn({ text: 'yes' });
    expect(words(changed)).to.include(reference);
    expect(rowsOf(reference).map(({ date_from, date_to }) => [date_from, date_to])).to.deep.equal([
      ['2031-06-10 00:00:00', '2031-06-13 00:00:00'],
    ]);
    expect(rowsOf(reference)[0]?.services.map(({ id_service }) => id_service)).to.have.members([5, 6]);

    await guest.turn({ text: 'i want to cancel my booking' });
    await guest.turn({ text: 'yes' });
    expect(orderOf(reference)?.current_state).to.equal(4);
    expect(live()).to.deep.equal([]);
  });

  it('books once, whatever becomes of the answer, and finds the booking again for its guest', async () => {
    const guest = await openWebGuest(hotel.url, 'en');
    const isBooking = ({ method, path }: { method: string; path: string }) =>
      method === 'POST' && path === '/api/bookings';
    fake.mishaps.next({ kind: 'page', status: 200, taken: true }, { when: isBooking });
    const reference = await hold(guest, { last: 'Jones' });
    expect(live()).to.have.length(1);

    const later = await openWebGuest(hotel.url, 'en');
    await later.turn({ text: 'where is my booking' });
    await later.turn({ text: reference.toLowerCase() });
    expect(words(await later.turn({ text: 'Jones' }))).to.match(/General Rooms/);
    await guest.turn({ text: 'cancel my booking' });
    await guest.turn({ text: 'yes' });
    expect(live()).to.deep.equal([]);
  });

  it('says so when somebody was faster, and offers what is left', async () => {
    const guest = await openWebGuest(hotel.url, 'en');
    const offers = await guest.turn({
      text: 'any rooms free from 3 to 5 June for two adults and no children, any room type?',
    });
    await press(guest, offers, /General Rooms/);
    await guest.turn({ text: 'my name is Ann Brown' });
    const summary = await guest.turn({ text: 'ann@example.com' });
    for (let n = 0; n < 5; n += 1) fake.walkIn({ type: 1, from: '2031-06-03', to: '2031-06-05' });
    const late = await press(guest, summary, /^Yes, book it$/);
    expect(cardsIn(late).map(({ title }) => title))
      .to.include('Sea Room')
      .and.not.to.include('General Rooms');
    expect(live()).to.have.length(5);
  });

  it('answers in a friendly way while QloApps is away, and tells staff', async () => {
    fake.mishaps.always({ kind: 'page', status: 500 });
    const guest = await openWebGuest(hotel.url, 'en');
    const text = 'any rooms free from 20 to 22 June for two adults and no children, any room type?';
    const said = words(await guest.turn({ text }));
    expect(said).to.match(/cannot reach our booking system just now.*\+34 600 000 000/);
    await eventually('staff are called', async () => hotel.calls.some(({ reason }) => reason.startsWith('pms_')));
  });
});
