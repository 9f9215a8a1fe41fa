import type { OfferSearch, RoomGuests } from '@botones/contract';
import type { Sold } from './booked.ts';
import type { Item } from './values.ts';

export interface WantedRoom {
  readonly guests: RoomGuests;
  /** All of them: what is not listed is not charged. */
  readonly services: readonly Sold[];
  /** Left out: any of the type. */
  readonly idRoom?: number;
}

/** One type for one span: QloApps merges the same type and dates wrongly when they stand there twice. */
export interface WantedStay extends Pick<OfferSearch, 'arrival' | 'departure'> {
  readonly type: number;
  readonly rooms: readonly WantedRoom[];
  /** Something for the reception. */
  readonly remark?: string;
}

/** `head`: the fields beside the rooms; `detail`: the associations beside them. */
export function bookingBody(head: Item, detail: Item, { type, arrival, departure, rooms, remark }: WantedStay): string {
  const room_types = [
    {
      id_room_type: type,
      checkin_date: String(arrival),
      checkout_date: String(departure),
      number_of_rooms: rooms.length,
      rooms: rooms.map(roomOf),
    },
  ];
  return JSON.stringify({
    booking: { ...head, ...(remark ? { remark } : {}), associations: { ...detail, room_types } },
  });
}

function roomOf({ guests: { adults, childrenAges }, services, idRoom }: WantedRoom): Item {
  return {
    ...(idRoom === undefined ? {} : { id_room: idRoom }),
    // 1.7.0 reads the one, 1.6.1 the other, and books what the type is for where it finds none.
    adults,
    adult: adults,
    child: childrenAges.length,
    // Children without ages are left out.
    child_ages: childrenAges,
    services: services.map(({ id, name, quantity, unit }) =>
      id === null ? { name, unit_price_without_tax: unit ?? 0, price_mode: 1, quantity } : { id_service: id, quantity },
    ),
  };
}

/** What QloApps takes as text of people. */
export const harmless = (text: string) =>
  text
    .replace(/[<{]/g, '(')
    .replace(/[>}]/g, ')')
    .replace(/[^\P{C}\n]/gu, '')
    .trim();
