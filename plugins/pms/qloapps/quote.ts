import type { CancelPolicy, Charge, Offer, OfferSearch, RoomGuests } from '@botones/contract';
import { type Ari, type Availability, askAri, askNights } from './ari.ts';
import { autoServices, type Catalog, type Type } from './catalog.ts';
import type { Desk } from './desk.ts';
import { refusal } from './refuse.ts';
import { checkStay, fits, isOnSale, nightsIn } from './stay.ts';
import { readTerms, stepsOf, type Terms } from './terms.ts';
import { minorOf, money, unitOf } from './values.ts';
import { planWords, serviceWords, taxWords } from './words.ts';

/** What a stay in one type costs: what availability says, and the fees that it leaves out. Minor units, all rooms. */
export interface Price {
  readonly currency: string;
  /** Of the rooms with what is folded into their price. */
  readonly net: number;
  readonly gross: number;
  readonly fees: readonly Charge[];
  readonly total: number;
  /** By how much the bill may differ, since each line of it is rounded. */
  readonly slack: number;
}

/** Percent by tax rule group, learned from what rooms cost with and without; the hotel's own figures for the others. */
export type Rates = (group: number) => number | null;

export const ratePlan = 'standard';

export function learnRates({ types: all }: Catalog, { types }: Ari, known: Readonly<Record<string, number>>): Rates {
  const learned = new Map<number, { percent: number; net: number }>();
  for (const { id, net, gross } of types) {
    const group = all.find((type) => type.id === id)?.taxGroup;
    if (group === undefined || net <= 0 || net < (learned.get(group)?.net ?? 0)) continue;
    // The dearest tells best: cents are lost in rounding.
    learned.set(group, { percent: Math.round((gross / net - 1) * 10_000) / 100, net });
  }
  return (group) => (group === 0 ? 0 : (learned.get(group)?.percent ?? known[String(group)] ?? null));
}

/** Net and tax are rounded a line, as the bill of the PMS does. */
export function grossOf(net: number, percent: number, currency: string): number {
  const minor = minorOf(net, currency);
  return minor + Math.round((minor * percent) / 100);
}

/** @throws BotonesError `ERR_PMS_REJECTED` where a fee is taxed in a way that nobody has said. */
export function priceOf(type: Type, at: Availability, stay: OfferSearch, currency: string, rates: Rates): Price {
  const count = stay.rooms.length;
  const nights = nightsIn(stay);
  const auto = autoServices(type);
  const slack = count * (1 + auto.length) * nights;
  const gross = grossOfRooms(type, at, { count, nights, slack, currency, rates });
  const fees = auto
    .filter(({ addition }) => addition === 'fee')
    .map((fee): Charge => {
      const each = grossOf(netOf(fee, nights), rateOf(rates, fee.taxGroup), currency);
      return { name: serviceWords(fee), amount: money(each * count, currency), included: false };
    })
    .filter(({ amount }) => amount.minor > 0);
  const total = fees.reduce((sum, { amount }) => sum + amount.minor, gross);
  return { currency, net: at.net, gross, fees, total, slack };
}

export const netOf = ({ unit, per }: { unit: number; per: 'stay' | 'night' }, nights: number) =>
  unit * (per === 'night' ? nights : 1);

export function rateOf(rates: Rates, group: number): number {
  const percent = rates(group);
  if (percent === null) throw refusal('ERR_PMS_REJECTED', `The tax of group ${group} is not known; run the check.`);
  return percent;
}

/**
 * Availability rounds the whole stay, the bill each of its lines: a booking may come to a cent more than its quote, and
 * nobody may pay more than was agreed. So the dearer of both is the price.
 */
function grossOfRooms(
  type: Type,
  at: Availability,
  {
    count,
    nights,
    slack,
    currency,
    rates,
  }: { count: number; nights: number; slack: number; currency: string; rates: Rates },
): number {
  const percent = rates(type.taxGroup);
  if (percent === null) return at.gross;
  const unit = unitOf(currency);
  const folded = autoServices(type).flatMap((each) => (each.addition === 'room' ? [netOf(each, nights)] : []));
  const room = at.net / unit / count - folded.reduce((sum, net) => sum + net, 0);
  if (room < 0) return at.gross;
  const rest = folded.reduce((sum, net) => sum + grossOf(net, percent, currency), 0);
  const byStay = count * (grossOf(room, percent, currency) + rest);
  const byNight = count * (nights * grossOf(room / nights, percent, currency) + rest);
  return Math.max(at.gross, ...[byStay, byNight].filter((each) => each - at.gross <= slack));
}

/** Of one type, anew. */
export async function askPrice(
  { client, options }: Desk,
  catalog: Catalog,
  type: Type,
  stay: OfferSearch,
  signal: AbortSignal,
): Promise<{ free: readonly number[]; price: Price; rates: Rates }> {
  const ari = await askAri(client, options.hotel, stay, stay.rooms, signal);
  const at = ari.types.find(({ id }) => id === type.id);
  if (!at || at.gross <= 0) throw refusal('ERR_PMS_SOLD_OUT', 'QloApps does not sell this room type.');
  const rates = learnRates(catalog, ari, options.taxes);
  return { free: at.free, price: priceOf(type, at, stay, ari.currency, rates), rates };
}

/** What leaving will cost. */
export async function policyOf(
  desk: Desk,
  catalog: Catalog,
  stay: OfferSearch,
  { currency, total }: Pick<Price, 'currency' | 'total'>,
  signal: AbortSignal,
): Promise<CancelPolicy> {
  const terms = await readTerms(desk, catalog, signal);
  return policyIn(desk, terms, stay, { currency, total }, Math.ceil(total / nightsIn(stay)));
}

/** `catalogOf`: anew, or as it was a moment ago. */
export async function findOffers(
  desk: Desk,
  search: OfferSearch,
  catalogOf: Desk['catalog'],
  signal: AbortSignal,
): Promise<Offer[]> {
  const { client, options, context } = desk;
  checkStay(search, desk.today());
  const catalog = await catalogOf(signal);
  const wanted = catalog.types.filter(({ id }) => search.roomTypeId === undefined || String(id) === search.roomTypeId);
  if (wanted.length === 0 && search.roomTypeId !== undefined)
    throw refusal('ERR_PMS_NOT_FOUND', 'There is no such room type.');
  if (!isOnSale(catalog.hotel, search, desk.today())) return [];
  const fitting = wanted.filter((type) => fits(type, search.rooms));
  if (fitting.length === 0) return [];
  const [ari, byNight, terms] = await Promise.all([
    askAri(client, options.hotel, search, search.rooms, signal),
    askNights(client, options.hotel, search, search.rooms, signal),
    readTerms(desk, catalog, signal),
  ]);
  const rates = learnRates(catalog, ari, options.taxes);
  const now = context.now();
  const offers = fitting.flatMap((type): Offer[] => {
    const at = ari.types.find(({ id }) => id === type.id);
    if (!at || at.free.length < search.rooms.length || at.gross <= 0) return [];
    const untold = untaxed(type, rates);
    if (untold !== undefined) {
      context.log('A room type is not sold, since the tax of its fee is not known; run the check', { type: type.id });
      return [];
    }
    const price = priceOf(type, at, search, ari.currency, rates);
    const nightly = nightlyOf(type.id, price.gross, byNight, nightsIn(search));
    const tax = price.gross - price.net;
    const included = tax > 0 ? [{ name: taxWords, amount: money(tax, price.currency), included: true }] : [];
    return [
      {
        id: `${type.id}/${ratePlan}/${search.arrival}/${search.departure}/${guestsOf(search.rooms)}`,
        roomTypeId: String(type.id),
        ratePlan,
        ratePlanName: planWords,
        nightly: nightly.map((minor) => money(minor, price.currency)),
        charges: [...included, ...price.fees],
        total: money(price.total, price.currency),
        unitsLeft: at.free.length,
        cancelPolicy: policyIn(desk, terms, search, price, nightly[0] ?? price.total),
        expiresAt: now.add({ minutes: options.offerMinutes }),
      },
    ];
  });
  return offers.toSorted((one, other) => one.total.minor - other.total.minor);
}

/** A group of taxes that a fee of this type is in, and of which nothing is known. */
export const untaxed = (type: Type, rates: Rates): number | undefined =>
  autoServices(type).find(({ addition, taxGroup }) => addition === 'fee' && rates(taxGroup) === null)?.taxGroup;

function policyIn(
  { context }: Desk,
  terms: Terms,
  { arrival, rooms }: OfferSearch,
  { currency, total }: Pick<Price, 'currency' | 'total'>,
  firstNight: number,
): CancelPolicy {
  const { timeZone } = context.property;
  return stepsOf(terms, { arrival, timeZone, now: context.now(), currency, total, firstNight, rooms: rooms.length });
}

/** Prices of the nights, which add up to the stay to the cent; in equal parts where QloApps does not tell them. */
function nightlyOf(id: number, gross: number, byNight: readonly Ari[], nights: number): number[] {
  const told = byNight.flatMap(({ types }) => types.find((type) => type.id === id)?.gross ?? []);
  const sum = told.reduce((one, other) => one + other, 0);
  const isTold =
    told.length === nights && told.every((each) => each > 0) && Math.abs(sum - gross) <= Math.max(nights, gross * 0.02);
  const parts = isTold ? told : Array.from({ length: nights }, () => Math.floor(gross / nights));
  const rest = gross - parts.reduce((one, other) => one + other, 0);
  return parts.map((part, n) => (n === parts.length - 1 ? part + rest : part));
}

const guestsOf = (rooms: readonly RoomGuests[]) =>
  rooms.map(({ adults, childrenAges }) => [adults, ...childrenAges].join('-')).join('+');
