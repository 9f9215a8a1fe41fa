import { type Item, itemsOf, minorOf, numberOf, textOf } from './values.ts';

/** A service on the bill of a room. */
export interface Sold {
  /** Null: of the hotel's own making, known by its name. */
  readonly id: number | null;
  readonly name: string;
  readonly quantity: number;
  /** Net, for the whole stay; null for what has the price of the catalog. */
  readonly unit: number | null;
}

/** A room of a booking, as `bookings` tells of it. */
export interface BookedRoom {
  readonly idRoom: number;
  readonly type: number;
  readonly from: string;
  readonly to: string;
  readonly services: readonly Sold[];
  /** Room and services, taxes included, in minor units. */
  readonly gross: number;
}

export function roomsOf(booking: Item, currency: string): BookedRoom[] {
  const types = itemsOf((booking.associations as Item | undefined)?.room_types);
  return types.flatMap((type) =>
    itemsOf(type.rooms).map((room): BookedRoom => {
      const services = itemsOf(room.services);
      const lines = [
        [room.unit_price_without_tax, room.total_tax],
        ...services.map((line) => [line.total_price_without_tax, line.total_tax]),
      ];
      return {
        idRoom: numberOf(room.id_room),
        type: numberOf(type.id_room_type),
        from: textOf(type.checkin_date).slice(0, 10),
        to: textOf(type.checkout_date).slice(0, 10),
        services: services.map(soldOf),
        gross: lines.flat().reduce<number>((sum, amount) => sum + minorOf(amount, currency), 0),
      };
    }),
  );
}

function soldOf(line: Item): Sold {
  return {
    id: numberOf(line.id_service ?? line.id) || null,
    name: textOf(line.name),
    quantity: numberOf(line.quantity) || 1,
    unit: numberOf(line.unit_price_without_tax),
  };
}
