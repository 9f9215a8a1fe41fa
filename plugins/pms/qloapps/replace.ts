import { bookingBody, type WantedStay } from './booking-body.ts';
import { reread } from './cancel.ts';
import type { Type } from './catalog.ts';
import type { Desk } from './desk.ts';
import { isExplained, type Stay, soldWith } from './load.ts';
import { othersIn } from './order.ts';
import { isSaid, refusal } from './refuse.ts';
import { type Item, textOf } from './values.ts';

/** Total that the changed booking may have, in minor units. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/**
 * Replaces a booking as a whole, which is the only way to change one, and looks at what came of it. What is not as it
 * was agreed is put back as it was.
 */
export async function replace(
  desk: Desk,
  stay: Stay,
  type: Type,
  { wanted, bounds }: { wanted: WantedStay; bounds: Bounds },
  signal: AbortSignal,
): Promise<Stay> {
  await put(desk, stay, wanted, signal);
  const after = await reread(desk, stay, signal);
  const fault = await faultOf(desk, after, wanted, bounds, signal);
  if (fault === null) return after;
  desk.forgetCatalog();
  await putBack(desk, after, asItWas(stay, type), signal);
  const back = await reread(desk, stay, signal);
  const total = stay.reservation.total.minor;
  const left = await faultOf(desk, back, asItWas(stay, type), { least: total, most: total }, signal);
  if (left === null) throw fault;
  const order = stay.order.id;
  desk.context.log('A changed booking could not be put back as it was: look at it in QloApps', { order });
  throw refusal(
    'ERR_PMS_REJECTED',
    'The booking was changed in another way than asked: the reception sees to it.',
    left,
  );
}

/** What is refused now is seen when it is read. */
async function putBack(desk: Desk, stay: Stay, was: WantedStay, signal: AbortSignal): Promise<void> {
  try {
    await put(desk, stay, was, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (!isSaid(error)) throw refusal('ERR_PMS_UNKNOWN_OUTCOME', 'A booking was not seen to be put back.', error);
  }
}

async function put({ client, options }: Desk, { order, booking }: Stay, wanted: WantedStay, signal: AbortSignal) {
  const customer = ((booking.associations as Item | undefined)?.customer_detail ?? {}) as Item;
  const head = {
    // This one decides, not the one in the address.
    id: order.id,
    id_property: options.hotel,
    currency: textOf(booking.currency),
    source: order.source,
  };
  const detail = {
    customer_detail: {
      firstname: textOf(customer.firstname),
      lastname: textOf(customer.lastname),
      email: textOf(customer.email),
      phone: textOf(customer.phone) || options.phone,
    },
  };
  const body = bookingBody(head, detail, wanted);
  await client.one(`bookings/${order.id}`, 'booking', { method: 'PUT', body, writes: true, signal });
}

/** What QloApps has been asked to do, and has not done. */
async function faultOf(
  desk: Desk,
  { rows, reservation: { total }, order }: Stay,
  { arrival, departure, rooms }: WantedStay,
  { least, most }: Bounds,
  signal: AbortSignal,
): Promise<Error | null> {
  const live = rows.filter(({ isGone }) => !isGone);
  const [from, to] = [String(arrival), String(departure)];
  const isWhole = live.length === rooms.length && live.every((row) => row.from === from && row.to === to);
  const own = live.map(({ idRoom }) => idRoom);
  const others = await othersIn(desk, { idOrder: order.id, rooms: own, from, to }, signal);
  if (!isWhole || live.some(({ isBackOrder }) => isBackOrder) || others.length > 0)
    return refusal('ERR_PMS_SOLD_OUT', 'There is no room for the changed stay.');
  if (total.minor > most) return refusal('ERR_PMS_PRICE_CHANGED', 'The change came to more than was agreed.');
  if (total.minor < least) return refusal('ERR_PMS_REJECTED', 'The change came to less than it costs.');
  return null;
}

/** The stay as it is now, with each of its rooms and all that was sold with it. */
export function asItWas(stay: Stay, type: Type): WantedStay {
  const sold = soldWith(stay, type);
  const { arrival, departure, rooms } = stay.reservation;
  return {
    type: type.id,
    arrival,
    departure,
    rooms: stay.rooms.map(({ idRoom }, n) => ({
      guests: rooms[n] ?? { adults: 1, childrenAges: [] },
      idRoom,
      services: sold[n] ?? [],
    })),
  };
}

/** @throws BotonesError `ERR_PMS_REJECTED` where replacing it would lose something. */
export function replaceable(stay: Stay): Stay {
  const { arrival, departure } = stay.reservation;
  const isOne = stay.rooms.every(
    ({ type, from, to }) => type === stay.rooms[0]?.type && from === String(arrival) && to === String(departure),
  );
  const live = stay.rows.filter(({ isGone }) => !isGone);
  const isKnown = stay.kept !== null || !live.some(({ isAgeless }) => isAgeless);
  if (!isOne || stay.rooms.length !== live.length || !isKnown || !isExplained(stay))
    throw refusal('ERR_PMS_REJECTED', 'There is something about this booking that only the reception can change.');
  return stay;
}
