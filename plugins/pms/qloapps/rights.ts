import type { pmsOperations } from '@botones/contract';
import type { Options } from './options.ts';
import { xml } from './xml.ts';

/** A right of the key, as the page of QloApps lists it, and how to try it without changing anything. */
export interface Right {
  readonly resource: string;
  readonly verb: 'GET' | 'POST' | 'PUT';
  /** What cannot be done without it. */
  readonly operation: keyof typeof pmsOperations;
  /** Below `/api/`; left out: the resource. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const readings = {
  hotels: 'getProperties',
  languages: 'getRoomTypes',
  room_types: 'getRoomTypes',
  hotel_room_types: 'searchOffers',
  services: 'searchOffers',
  hotel_refund_rules: 'quoteCancel',
  hotel_rooms: 'isRoomFree',
  orders: 'findReservation',
  order_states: 'cancelReservation',
  room_bookings: 'createReservation',
} as const satisfies Record<string, keyof typeof pmsOperations>;

/** A write without what it needs is refused: for its right first, and then for what is missing. */
export function rightsFor({ contact, cancellation }: Options): Right[] {
  const read = Object.entries(readings)
    .filter(([resource]) => resource !== 'hotel_refund_rules' || cancellation === undefined)
    .map(([resource, operation]): Right => ({ resource, verb: 'GET', operation, query: { limit: '1' } }));
  const post = (resource: string, item: string, operation: Right['operation']): Right => {
    return { resource, verb: 'POST', operation, body: xml({ [item]: {} }) };
  };
  return [
    ...read,
    { resource: 'images', verb: 'GET', operation: 'getRoomTypes', path: 'images/room_types' },
    post('hotel_ari', 'hotel_ari', 'searchOffers'),
    { resource: 'bookings', verb: 'GET', operation: 'getReservation', query: { schema: 'blank' } },
    { resource: 'bookings', verb: 'POST', operation: 'createReservation', body: bare({ id: 1 }) },
    { resource: 'bookings', verb: 'PUT', operation: 'applyChange', body: bare({ id_property: 0 }) },
    post('order_histories', 'order_history', 'cancelReservation'),
    ...(contact === null
      ? []
      : [
          post('customer_threads', 'customer_thread', 'addNote'),
          post('customer_messages', 'customer_message', 'addNote'),
        ]),
  ];
}

/** A new booking has no id, and a changed one has: neither is looked at further. */
const bare = (booking: object) => JSON.stringify({ booking });

/** Resources that show what no bot should see, such as the hashes of passwords. */
export const tooMuch = ['customers', 'employees', 'configurations'];
