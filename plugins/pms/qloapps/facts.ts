import type { PmsProperty, Policies, RoomType } from '@botones/contract';
import { autoServices, type Type } from './catalog.ts';
import type { Desk } from './desk.ts';
import { askRates } from './extra.ts';
import type { openPictures } from './pictures.ts';
import { grossOf, priceOf, type Rates, untaxed } from './quote.ts';
import { money, textOf, wordOf } from './values.ts';

export async function listProperties(desk: Desk, signal: AbortSignal): Promise<PmsProperty[]> {
  const catalog = await desk.catalog(signal);
  const language = catalog.languages[0]?.id ?? 1;
  const query = { display: 'full', language };
  const [hotels, { currency }] = await Promise.all([
    desk.client.list('hotels', 'hotels', { query, signal }),
    askRates(desk, catalog, signal),
  ]);
  return hotels.map((hotel) => ({
    id: textOf(hotel.id),
    name: wordOf(hotel.hotel_name, language),
    currency,
    checkIn: timeOf(hotel.check_in),
    checkOut: timeOf(hotel.check_out),
  }));
}

function timeOf(value: unknown): string | null {
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d\d)/.exec(textOf(value)) ?? [];
  return hour === '' || Number(hour) > 23 || Number(minute) > 59 ? null : `${hour.padStart(2, '0')}:${minute}`;
}

export async function listRoomTypes(
  desk: Desk,
  pictures: ReturnType<typeof openPictures>,
  signal: AbortSignal,
): Promise<RoomType[]> {
  const catalog = await desk.catalog(signal);
  const { rates, currency, ari } = await askRates(desk, catalog, signal);
  const arrival = desk.today();
  const night = { arrival, departure: arrival.add({ days: 1 }), rooms: [{ adults: 1, childrenAges: [] }] };
  const all: RoomType[] = [];
  for (const type of catalog.types) {
    const at = ari.types.find(({ id }) => id === type.id);
    const asked =
      at && at.gross > 0 && untaxed(type, rates) === undefined ? [priceOf(type, at, night, currency, rates).total] : [];
    const prices = [...asked, ...usualPrice(type, rates, currency)];
    all.push({
      id: String(type.id),
      name: type.name,
      description: type.description,
      pictures: await pictures(type, signal),
      maxAdults: type.maxAdults,
      maxChildren: type.maxChildren,
      maxGuests: type.maxGuests,
      ...(prices.length === 0 ? {} : { from: money(Math.min(...prices), currency) }),
    });
  }
  return all;
}

/** Of a night without any season, with what is always charged. */
function usualPrice(type: Type, rates: Rates, currency: string): number[] {
  const percent = rates(type.taxGroup);
  if (percent === null || type.price <= 0) return [];
  const lines = autoServices(type).map(({ unit, addition, taxGroup }) => {
    const own = addition === 'room' ? percent : rates(taxGroup);
    return own === null ? null : grossOf(unit, own, currency);
  });
  if (lines.includes(null)) return [];
  return [lines.reduce<number>((sum, line) => sum + (line ?? 0), grossOf(type.price, percent, currency))];
}

/** The hotel has one text about everything in QloApps; what the YAML says goes before it. */
export async function readPolicies(desk: Desk, signal: AbortSignal): Promise<Policies> {
  const own = desk.options.policies ?? {};
  const { policies } = own.cancellation === undefined ? await desk.catalog(signal) : { policies: {} };
  return { cancellation: own.cancellation ?? policies, payment: own.payment ?? {}, children: own.children ?? {} };
}
