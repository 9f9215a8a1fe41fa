import {
  addMoney,
  type CancelPolicy,
  type Charge,
  type Money,
  type OfferSearch,
  type RoomGuests,
} from '@botones/contract';
import type { Hotel } from './hotel.ts';
import type { RoomTypeOptions } from './options.ts';
import { instantOf, nightsOf } from './stay.ts';

export interface StayPrice {
  readonly nightly: readonly Money[];
  readonly charges: readonly Charge[];
  readonly total: Money;
}

type Season = Hotel['seasons'][number];

/** What a stay costs at a rate plan; all of it in whole minor units that add up to `total`. */
export function priceStay(hotel: Hotel, roomTypeId: string, ratePlan: string, stay: OfferSearch): StayPrice | null {
  const type = hotel.roomTypes[roomTypeId];
  const plan = hotel.ratePlans[ratePlan];
  if (type === undefined || plan === undefined) return null;
  const nightly = nightsOf(stay.arrival, stay.departure).map((night) => {
    const factor = factorOf(hotel, night) * share(plan.percent);
    const rooms = stay.rooms.map((guests) => wholeUnits((type.price + supplement(hotel, type, guests)) * factor));
    return hotel.money(rooms.reduce((sum, price) => sum + price, 0));
  });
  const charges = [...vat(hotel, addMoney(...nightly)), ...cityTax(hotel, stay, nightly.length)];
  const added = charges.filter(({ included }) => !included).map(({ amount }) => amount);
  return { nightly, charges, total: addMoney(...nightly, ...added) };
}

/** The lowest price of a night in the year, for one guest or as many as are included. */
export function lowestPrice(hotel: Hotel, type: RoomTypeOptions): Money {
  const seasons = [0, ...hotel.seasons.map(({ percent }) => percent)];
  const plans = Object.values(hotel.ratePlans).map(({ percent }) => percent);
  const weekend = Math.min(0, hotel.weekendPercent);
  return hotel.money(wholeUnits(type.price * share(Math.min(...seasons)) * share(weekend) * share(Math.min(...plans))));
}

export function seasonOf(hotel: Hotel, night: Temporal.PlainDate): Season | undefined {
  const day = night.toString().slice(5);
  return hotel.seasons.find(({ from, until }) =>
    from <= until ? day >= from && day <= until : day >= from || day <= until,
  );
}

/** Free, then the fee of the plan, then everything from check-in on. */
export function cancelPolicyOf(
  hotel: Hotel,
  ratePlan: string,
  arrival: Temporal.PlainDate,
  { nightly, total }: StayPrice,
  now: Temporal.Instant,
): CancelPolicy {
  const plan = hotel.ratePlans[ratePlan];
  const fee = plan?.fee === 'all' ? total : (nightly[0] ?? total);
  if (plan === undefined || plan.freeUntilDays === null) return { steps: [{ from: now, fee }] };
  const checkIn = instantOf(hotel, arrival, hotel.checkIn);
  if (plan.freeUntilDays === 0) return { steps: [{ from: checkIn, fee: total }] };
  const until = instantOf(hotel, arrival.subtract({ days: plan.freeUntilDays }), hotel.checkIn);
  return {
    steps: [
      { from: until, fee },
      { from: checkIn, fee: total },
    ],
  };
}

function factorOf(hotel: Hotel, night: Temporal.PlainDate): number {
  const isWeekend = night.dayOfWeek === 5 || night.dayOfWeek === 6;
  return share(seasonOf(hotel, night)?.percent ?? 0) * (isWeekend ? share(hotel.weekendPercent) : 1);
}

function supplement(hotel: Hotel, type: RoomTypeOptions, { adults, childrenAges }: RoomGuests): number {
  const placesForChildren = Math.max(0, type.guestsIncluded - adults);
  const children = childrenAges.filter((age) => age >= hotel.childrenFreeBelow).length;
  return (
    Math.max(0, adults - type.guestsIncluded) * type.extraAdult +
    Math.max(0, children - placesForChildren) * type.extraChild
  );
}

function vat(hotel: Hotel, gross: Money): Charge[] {
  if (hotel.vatPercent === 0) return [];
  const amount = hotel.minor(gross.minor - Math.round(gross.minor / share(hotel.vatPercent)));
  return [{ name: { es: `IVA ${hotel.vatPercent} %`, en: `VAT ${hotel.vatPercent} %` }, amount, included: true }];
}

function cityTax(hotel: Hotel, { rooms }: OfferSearch, nights: number): Charge[] {
  const tax = hotel.cityTax;
  if (tax === null) return [];
  const persons = rooms.reduce(
    (sum, { adults, childrenAges }) => sum + adults + childrenAges.filter((age) => age >= tax.fromAge).length,
    0,
  );
  const amount = hotel.minor(hotel.money(tax.amount).minor * persons * Math.min(nights, tax.maxNights));
  return amount.minor === 0 ? [] : [{ name: tax.name, amount, included: false }];
}

function share(percent: number): number {
  return (100 + percent) / 100;
}

/** Nobody sells a night at 108.29 €. */
function wholeUnits(amount: number): number {
  return Math.round(amount);
}
