import type { Words } from '@botones/contract';
import type { Client } from './client.ts';
import { refusal } from './refuse.ts';
import { associationOf, flagOf, type Item, itemsOf, numberOf, plain, textOf, wordOf } from './values.ts';

/** A language of the shop that the hotel speaks too. */
export interface Language {
  readonly id: number;
  readonly tag: string;
}

export interface Service {
  readonly id: number;
  readonly name: Words;
  /** Net; a room type may have a price of its own. */
  readonly price: number;
  /** A booking of the website has it without being asked. */
  readonly auto: boolean;
  /** `room`: the price of the room contains it; `fee`: it is added. */
  readonly addition: 'room' | 'fee';
  readonly per: 'stay' | 'night';
  readonly taxGroup: number;
}

export interface Type {
  readonly id: number;
  readonly name: Words;
  readonly description: Words;
  readonly images: readonly number[];
  readonly taxGroup: number;
  /** Net, a night, before seasons and services. */
  readonly price: number;
  readonly maxAdults: number;
  readonly maxChildren: number;
  readonly maxGuests: number;
  /** Services that can be sold with it, at its own price. */
  readonly services: readonly (Service & { readonly unit: number })[];
}

export interface Catalog {
  readonly hotel: Item;
  /** As the hotel has written them down, without their HTML. */
  readonly policies: Words;
  readonly languages: readonly Language[];
  /** What may be sold. */
  readonly types: readonly Type[];
  readonly services: readonly Service[];
}

/** One of its types, and all that goes with it. */
export interface Chosen {
  readonly catalog: Catalog;
  readonly type: Type;
}

/** The languages of the shop that the property speaks, or the shop's first. */
export async function readLanguages(client: Client, tags: readonly string[], signal: AbortSignal): Promise<Language[]> {
  const all = await client.list('languages', 'languages', { query: { display: 'full' }, signal });
  const active = all.filter(({ active }) => active === undefined || flagOf(active));
  const known = active.map((item) => ({ id: numberOf(item.id), tag: textOf(item.iso_code).slice(0, 2).toLowerCase() }));
  const spoken = tags.flatMap((tag) => known.filter((each) => each.tag === tag).slice(0, 1));
  return spoken.length > 0 ? spoken : known.slice(0, 1);
}

/** The hotel, what it sells, and the services that go with it. @throws BotonesError `ERR_PMS_REJECTED`: no such hotel. */
export async function readCatalog(
  client: Client,
  idHotel: number,
  languages: readonly Language[],
  signal: AbortSignal,
): Promise<Catalog> {
  const inEach = async (resource: string): Promise<Item[][]> =>
    Promise.all(
      languages.map(({ id }) => client.list(resource, resource, { query: { display: 'full', language: id }, signal })),
    );
  const [hotelsByLanguage, typesByLanguage, servicesByLanguage, limits] = await Promise.all([
    inEach('hotels'),
    inEach('room_types'),
    inEach('services'),
    client.list('hotel_room_types', 'hotel_room_types', { query: { display: 'full' }, signal }),
  ]);
  const hotel = hotelsByLanguage[0]?.find(({ id }) => numberOf(id) === idHotel);
  if (!hotel) throw refusal('ERR_PMS_REJECTED', `QloApps has no hotel ${idHotel}; run the check.`);

  const words = (all: readonly Item[][], id: unknown, field: string): Words =>
    Object.fromEntries(
      languages.flatMap((language, n) => {
        const text = plain(wordOf(all[n]?.find((item) => textOf(item.id) === textOf(id))?.[field], language.id));
        return text === '' ? [] : [[language.tag, text]];
      }),
    );
  const services = (servicesByLanguage[0] ?? []).map(
    (item): Service => ({
      id: numberOf(item.id),
      name: words(servicesByLanguage, item.id, 'name'),
      price: numberOf(item.price),
      auto: flagOf(item.auto_add_to_cart),
      addition: numberOf(item.price_addition_type) === 1 ? 'room' : 'fee',
      per: numberOf(item.price_calculation_method) === 2 ? 'night' : 'stay',
      taxGroup: numberOf(item.id_tax_rules_group),
    }),
  );
  const types = (typesByLanguage[0] ?? [])
    .filter((item) => isOnSale(item, idHotel))
    .map((item): Type => {
      const limit: Item = limits.find(({ id_product }) => textOf(id_product) === textOf(item.id)) ?? {};
      const maxAdults = numberOf(limit.max_adults) || numberOf(item.adults) || 1;
      const maxChildren = 'max_children' in limit ? numberOf(limit.max_children) : numberOf(item.children);
      return {
        id: numberOf(item.id),
        name: words(typesByLanguage, item.id, 'name'),
        description: descriptionOf(words, typesByLanguage, item.id),
        images: itemsOf(associationOf(item, 'images')).map(({ id }) => numberOf(id)),
        taxGroup: numberOf(item.id_tax_rules_group),
        price: numberOf(item.price),
        maxAdults,
        maxChildren,
        maxGuests: numberOf(limit.max_guests) || maxAdults + maxChildren,
        services: itemsOf(associationOf(item, 'services')).flatMap(({ id, price }) => {
          const service = services.find((each) => each.id === numberOf(id));
          return service ? [{ ...service, unit: textOf(price) === '' ? service.price : numberOf(price) }] : [];
        }),
      };
    });
  return { hotel, policies: words(hotelsByLanguage, idHotel, 'policies'), languages, types, services };
}

function descriptionOf(
  words: (all: readonly Item[][], id: unknown, field: string) => Words,
  all: readonly Item[][],
  id: unknown,
): Words {
  const short = words(all, id, 'description_short');
  return Object.keys(short).length > 0 ? short : words(all, id, 'description');
}

function isOnSale(item: Item, idHotel: number): boolean {
  const isOn = (name: string) => item[name] === undefined || flagOf(item[name]);
  return numberOf(item.id_hotel) === idHotel && isOn('active') && isOn('available_for_order') && isOn('show_at_front');
}

/** What a website booking of this type has without being asked. */
export const autoServices = (type: Type) => type.services.filter(({ auto }) => auto);
