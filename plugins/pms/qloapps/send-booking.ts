import type { ReservationRequest } from '@botones/contract';
import { askAri } from './ari.ts';
import type { Sold } from './booked.ts';
import { bookingBody, harmless } from './booking-body.ts';
import type { Chosen } from './catalog.ts';
import type { Desk } from './desk.ts';
import { aliasOf } from './guest.ts';
import type { Entry } from './journal.ts';
import { listOrders, type Order } from './order.ts';
import { refusal } from './refuse.ts';

/** QloApps dies of a longer one, when the order is made already. */
const LONGEST_REMARK = 1_500;

interface Sending {
  readonly entry: Entry;
  readonly request: ReservationRequest;
  readonly chosen: Chosen;
  /** Of each room. */
  readonly services: readonly Sold[];
}

/** Sends the booking, and answers what now stands under its source. */
export async function sendBooking(desk: Desk, sending: Sending, signal: AbortSignal): Promise<Order[]> {
  const { client, options } = desk;
  const { entry, request, chosen } = sending;
  const { search } = request;
  try {
    const body = bodyOf(desk, sending);
    await client.one('bookings', 'booking', { method: 'POST', body, writes: true, signal });
  } catch (error) {
    // One number for every refusal, in words of the shop's language: whether the room is gone is seen by looking.
    if ((error as { code?: unknown }).code !== 'ERR_PMS_REJECTED') throw error;
    const { types } = await askAri(client, options.hotel, search, search.rooms, signal);
    const free = types.find(({ id }) => id === chosen.type.id)?.free.length ?? 0;
    throw free < search.rooms.length ? refusal('ERR_PMS_SOLD_OUT', 'There is no such room any more.') : error;
  }
  const made = await listOrders(desk, 'source', entry.source, signal).catch(unseen);
  return made.length > 0 ? made : unseen();
}

function bodyOf({ options }: Desk, { entry, request, chosen, services }: Sending): string {
  const { search, guest, language, offer } = request;
  const { languages } = chosen.catalog;
  const { id: id_language = 1 } = languages.find(({ tag }) => tag === language) ?? languages[0] ?? {};
  const head = {
    id_property: options.hotel,
    currency: offer.total.currency,
    booking_status: 1,
    payment_status: 3,
    source: entry.source,
    id_language,
  };
  const detail = {
    // A customer is known by the address, and overwritten by whoever books with it: each booking has one of its own.
    customer_detail: {
      firstname: guest.firstName.trim(),
      lastname: guest.lastName.trim(),
      email: aliasOf(entry.source, options.aliasDomain),
      phone: guest.phone ?? options.phone,
    },
    payment_detail: { payment_type: 'pay at hotel', payment_method: 'Pay at hotel', transaction_id: '' },
    price_details: { total_paid: 0 },
  };
  const rooms = search.rooms.map((guests) => ({ guests, services }));
  const { arrival, departure } = search;
  return bookingBody(head, detail, { type: chosen.type.id, arrival, departure, rooms, remark: remarkOf(request) });
}

/** For the reception, which finds the guest's own address nowhere else. */
function remarkOf({ note = '', guest: { email } }: ReservationRequest): string {
  const lines = [email === undefined ? '' : `E-mail: ${email.trim()}`, note];
  return harmless(lines.filter((line) => line.trim()).join('\n')).slice(0, LONGEST_REMARK);
}

function unseen(cause?: unknown): never {
  throw refusal('ERR_PMS_UNKNOWN_OUTCOME', 'What was booked could not be read back.', cause);
}
