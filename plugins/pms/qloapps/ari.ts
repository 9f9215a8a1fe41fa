import type { RoomGuests } from '@botones/contract';
import type { Client } from './client.ts';
import { type Item, itemsOf, minorOf, numberOf, textOf } from './values.ts';
import { type Node, xml } from './xml.ts';

export interface Span {
  readonly arrival: Temporal.PlainDate;
  readonly departure: Temporal.PlainDate;
}

/** A room type in the nights that were asked for; prices are those of all rooms together, in minor units. */
export interface Availability {
  readonly id: number;
  readonly net: number;
  readonly gross: number;
  /** Physical rooms that are free in every night. */
  readonly free: readonly number[];
}

export interface Ari {
  /** The shop's own; it speaks no other. */
  readonly currency: string;
  readonly types: readonly Availability[];
}

/** Guests multiply the price, and nothing else: who fits is for the caller to know, and so is the calendar. */
export async function askAri(
  client: Client,
  hotel: number,
  span: Span,
  rooms: readonly RoomGuests[],
  signal: AbortSignal,
): Promise<Ari> {
  const body = request(hotel, span, rooms, 0);
  const found = (await client.one('hotel_ari', 'hotel_ari', { method: 'POST', body, signal })) ?? {};
  return readAri(found);
}

/** The same by night, arrival first: gross prices of each type. */
export async function askNights(
  client: Client,
  hotel: number,
  span: Span,
  rooms: readonly RoomGuests[],
  signal: AbortSignal,
): Promise<Ari[]> {
  const body = request(hotel, span, rooms, 1);
  return (await client.list('hotel_ari', 'hotel_aris', { method: 'POST', body, signal })).map(readAri);
}

function readAri(item: Item): Ari {
  const currency = textOf(item.currency) || 'EUR';
  return {
    currency,
    types: itemsOf(item.room_types).map((type) => ({
      id: numberOf(type.id_room_type),
      net: minorOf(type.total_price, currency),
      gross: minorOf(type.total_price_with_tax, currency),
      // An object keyed by room, or `[]`. A type that is sold out is listed all the same.
      free: itemsOf((type.rooms as Item | undefined)?.available).map(({ id_room }) => numberOf(id_room)),
    })),
  };
}

function request(hotel: number, { arrival, departure }: Span, rooms: readonly RoomGuests[], byNight: 0 | 1): string {
  const room_occupancy = rooms.map(({ adults, childrenAges }): Node => ({ adults, children: childrenAges.length }));
  return xml({
    hotel_ari: {
      id_hotel: hotel,
      date_from: String(arrival),
      date_to: String(departure),
      get_available_rooms: 1,
      get_unavailable_rooms: 0,
      get_booked_rooms: 0,
      get_partial_available_rooms: 0,
      date_wise_breakdown: byNight,
      associations: { room_occupancies: { room_occupancy } },
    },
  });
}
