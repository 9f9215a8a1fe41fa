import { createHash } from 'node:crypto';
import type { Change, Money, Pms, Reservation, RoomGuests } from '@botones/contract';

type Facts = Readonly<Record<string, unknown>>;
type Writes = 'createReservation' | 'recordPayment' | 'applyChange' | 'cancelReservation' | 'addExtra' | 'addNote';

/** What the trail keeps of the request of each write: rooms, days and money; no name, no address, no words of a guest. */
export const describeRequest: { readonly [W in Writes]: (...args: Parameters<Pms[W]>) => Facts } = {
  createReservation: ({ offer, search, holdUntil, language }) => ({
    roomTypeId: offer.roomTypeId,
    ratePlan: offer.ratePlan,
    ...days(search),
    ...guests(search.rooms),
    total: money(offer.total),
    holdUntil: holdUntil?.toString() ?? null,
    language,
  }),
  recordPayment: (reference, { amount, method }) => ({ reference, amount: money(amount), method: word(method) }),
  applyChange: ({ reference, change, before, after, fee }) => ({
    reference,
    change: describeChange(change),
    before: money(before),
    after: money(after),
    fee: money(fee),
  }),
  cancelReservation: ({ reference, fee, refund }) => ({ reference, fee: money(fee), refund: money(refund) }),
  addExtra: (reference, extra) =>
    'extraId' in extra
      ? { reference, extraId: extra.extraId, quantity: extra.quantity }
      : { reference, price: money(extra.price) },
  addNote: (reference, note) => ({ reference, characters: note.length }),
};

/** What the PMS says of a reservation, without its guest. */
export function describeReservation(reservation: Reservation): Facts {
  const { reference, status, roomTypeId, ratePlan, rooms, total, paid, heldUntil } = reservation;
  return {
    ...{ reference, status, roomTypeId, ratePlan },
    ...days(reservation),
    ...guests(rooms),
    total: money(total),
    paid: money(paid),
    heldUntil: heldUntil?.toString() ?? null,
  };
}

/** A key is made of a turn's id, and names its conversation; of any other only a mark is kept, whatever is in it. */
export function describeKey(key: unknown): { key: string | null; subject: string | null } {
  if (typeof key !== 'string' || key === '') return { key: null, subject: null };
  const [, conversation = null] =
    /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):\d+(?::[\w.-]{1,64})*$/.exec(key) ?? [];
  if (conversation !== null) return { key, subject: conversation };
  return { key: `sha256:${createHash('sha256').update(key).digest('hex').slice(0, 32)}`, subject: null };
}

/** Names of what differs between two descriptions. */
export function differences(one: Facts, other: Facts): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}

function describeChange({ rooms, roomTypeId, arrival, departure }: Change): Facts {
  return {
    ...(arrival && { arrival: String(arrival) }),
    ...(departure && { departure: String(departure) }),
    ...(rooms && guests(rooms)),
    ...(roomTypeId !== undefined && { roomTypeId }),
  };
}

function days({ arrival, departure }: { arrival: Temporal.PlainDate; departure: Temporal.PlainDate }): Facts {
  return { arrival: String(arrival), departure: String(departure) };
}

function guests(rooms: readonly RoomGuests[]): Facts {
  const sum = (count: (room: RoomGuests) => number) => rooms.reduce((all, room) => all + count(room), 0);
  return {
    rooms: rooms.length,
    adults: sum(({ adults }) => adults),
    children: sum(({ childrenAges }) => childrenAges.length),
  };
}

function money({ minor, currency }: Money): Money {
  return { minor, currency };
}

/** A short name, as `transfer`; whatever else stands there may be a guest's. */
function word(text: string): string | null {
  return /^[a-z][a-z_-]{0,31}$/.test(text) ? text : null;
}
