import {
  formatDay,
  formatGuests,
  formatMoment,
  formatMoney,
  formatNights,
  type NamedReply,
  type Property,
  type Reservation,
  type RoomType,
} from '@botones/contract';

export interface Describing {
  readonly types: readonly RoomType[];
  readonly property: Property;
  readonly language: string;
}

export function describeReservation(found: Reservation, { types, property, language }: Describing): NamedReply {
  const { reference, status, arrival, departure, rooms, total, paid, heldUntil } = found;
  return {
    response: `lookup/${status}`,
    values: {
      reference,
      room: types.find(({ id }) => id === found.roomTypeId)?.name ?? found.roomTypeId,
      arrival: formatDay(arrival, language),
      departure: formatDay(departure, language),
      nights: formatNights(arrival.until(departure).days, language),
      guests: formatGuests(rooms, language),
      total: formatMoney(total, language),
      paid: formatMoney(paid, language),
      until: heldUntil ? formatMoment(heldUntil, property.timeZone, language) : '–',
    },
  };
}

/** What later handlers of this conversation know of it. What was to be paid now stays as it was told. */
export function toSlot(found: Reservation, before: unknown): Record<string, unknown> {
  const { reference, status, roomTypeId, arrival, departure, total, paid, heldUntil } = found;
  const last = Object(before) as { reference?: unknown; due?: unknown; token?: unknown };
  const same = last.reference === reference;
  return {
    reference,
    status,
    roomTypeId,
    arrival: arrival.toString(),
    departure: departure.toString(),
    total: { ...total },
    due: (same && last.due) || { ...total, minor: Math.max(0, total.minor - paid.minor) },
    heldUntil: heldUntil?.toString() ?? null,
    token: (same && last.token) || '',
  };
}
