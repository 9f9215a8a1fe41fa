import type { Extra, Reservation, SoldExtra } from '@botones/contract';
import { askAri } from './ari.ts';
import type { Sold } from './booked.ts';
import { harmless, type WantedStay } from './booking-body.ts';
import type { Catalog, Type } from './catalog.ts';
import type { Desk } from './desk.ts';
import { type Entry, markSent, once } from './journal.ts';
import { keep } from './kept.ts';
import { living, loadStay, revive, type Stay, soldWith } from './load.ts';
import { grossOf, learnRates, type Rates } from './quote.ts';
import { invalid, refusal } from './refuse.ts';
import { asItWas, replace, replaceable } from './replace.ts';
import { costOf } from './sold.ts';
import { nightsIn } from './stay.ts';
import { money, unitOf } from './values.ts';

const oneAdult = [{ adults: 1, childrenAges: [] }];
const most = { quantity: 1000, name: 100 };

/** What can be sold with a room type, first what goes with most of them; at the dearest of their prices. */
export async function listExtras(desk: Desk, signal: AbortSignal): Promise<Extra[]> {
  const catalog = await desk.catalog(signal);
  const { rates, currency } = await askRates(desk, catalog, signal);
  const listed = catalog.services.flatMap(({ id, name, auto, per, taxGroup }) => {
    const linked = catalog.types.flatMap(({ services }) => services.filter((each) => each.id === id));
    const percent = rates(taxGroup);
    if (auto || linked.length === 0 || percent === null) return [];
    const dearest = Math.max(...linked.map(({ unit }) => unit));
    const extra: Extra = { id: String(id), name, price: money(grossOf(dearest, percent, currency), currency), per };
    return [{ extra, types: linked.length }];
  });
  return listed.toSorted((one, other) => other.types - one.types).map(({ extra }) => extra);
}

/** Rates of taxes are in no list that the bot may read: prices with and without tell them. */
export async function askRates(
  desk: Desk,
  catalog: Catalog,
  signal: AbortSignal,
): Promise<{ rates: Rates; currency: string; ari: Awaited<ReturnType<typeof askAri>> }> {
  const { client, options } = desk;
  const arrival = desk.today().add({ days: 30 });
  const ari = await askAri(client, options.hotel, { arrival, departure: arrival.add({ days: 1 }) }, oneAdult, signal);
  return { rates: learnRates(catalog, ari, options.taxes), currency: ari.currency, ari };
}

export async function addExtra(
  desk: Desk,
  reference: string,
  extra: SoldExtra,
  key: string,
  signal: AbortSignal,
): Promise<Reservation> {
  return once(desk, { kind: 'extra', key, request: [reference, extra] }, signal, revive, async (entry, inner) => {
    const found = living(await loadStay(desk, reference, inner));
    const { total, roomTypeId } = found.reservation;
    const catalog = await desk.recentCatalog(inner);
    const type = catalog.types.find(({ id }) => String(id) === roomTypeId);
    if (type === undefined) throw refusal('ERR_PMS_REJECTED', 'The room type of this booking is not on sale any more.');
    const before = totalBefore(entry);
    // An earlier try has put it on the bill, and did not see so.
    if (before !== null && total.minor !== before) return keepSold(desk, found, soldWith(found, type));
    const sold = soldOf(extra, type, found.reservation);
    const stay = replaceable(found);
    const { rates } = await askRates(desk, catalog, inner);
    const nights = nightsIn(stay.reservation);
    const agreed = total.minor + costOf(sold, { catalog, type, rates, nights, currency: total.currency });
    await markSent(desk, entry, { total: total.minor });
    const wanted = withExtra(asItWas(stay, type), sold);
    // A service of the catalog may be rounded in other places; what the hotel names is exact.
    const slack = sold.id === null ? 0 : sold.quantity * nights;
    const bounds = { least: agreed - slack, most: agreed + slack };
    const after = await replace(desk, stay, type, { wanted, bounds }, inner);
    return keepSold(
      desk,
      after,
      wanted.rooms.map(({ services }) => services),
    );
  });
}

const totalBefore = ({ state, before }: Entry): number | null =>
  state === 'sent' ? ((before as { total?: number } | null)?.total ?? null) : null;

async function keepSold(desk: Desk, stay: Stay, services: readonly (readonly Sold[])[]): Promise<Reservation> {
  const { reference, roomTypeId, rooms, total, cancelPolicy } = stay.reservation;
  const idOrder = stay.order.id;
  await keep(desk, { idOrder, reference, roomType: roomTypeId, rooms, services, total: total.minor, cancelPolicy });
  return stay.reservation;
}

/** On the bill of the first room. */
function withExtra({ rooms, ...rest }: WantedStay, sold: Sold): WantedStay {
  const isSame = (each: Sold) => sold.id !== null && each.id === sold.id;
  return {
    ...rest,
    rooms: rooms.map((room, n) => {
      if (n > 0) return room;
      const known = room.services.find(isSame)?.quantity ?? 0;
      const others = room.services.filter((each) => !isSame(each));
      return { ...room, services: [...others, { ...sold, quantity: sold.quantity + known }] };
    }),
  };
}

function soldOf(extra: SoldExtra, { services }: Type, { total: { currency } }: Reservation): Sold {
  if ('name' in extra) {
    const name = harmless(extra.name).replace(/[;=#]/g, ' ').slice(0, most.name);
    const { price } = extra;
    if (name === '') throw invalid('name', 'The extra has no name.');
    if (price.currency !== currency || !Number.isSafeInteger(price.minor) || price.minor < 0)
      throw invalid('price', `The price is no amount in ${currency}.`);
    return { id: null, name, quantity: 1, unit: price.minor / unitOf(currency) };
  }
  const { extraId, quantity } = extra;
  const service = services.find(({ id, auto }) => String(id) === extraId && !auto);
  if (!service) throw refusal('ERR_PMS_NOT_FOUND', 'This room type is sold with no such extra.');
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > most.quantity)
    throw invalid('quantity', 'The quantity is a whole number from 1.');
  return { id: service.id, name: '', quantity, unit: null };
}
