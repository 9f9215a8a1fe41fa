import { freeRooms, isOccupied } from './inventory.ts';
import { priceRoom, sellService, totalOf } from './price.ts';
import { FatalError, refused } from './qlo-error.ts';
import { nightsBetween, type Order, type Room, type RoomType, type Row, type World } from './world.ts';

interface WantedRoom {
  id_room?: number;
  adults?: number;
  adult?: number;
  child?: number;
  child_ages?: number[];
  unit_price_without_tax?: number;
  services?: {
    id_service?: number;
    name?: string;
    quantity?: number;
    unit_price_without_tax?: number;
    price_mode?: number;
  }[];
}

interface WantedType {
  id_room_type?: number;
  checkin_date?: string;
  checkout_date?: string;
  number_of_rooms?: number;
  rooms?: WantedRoom[];
}

export interface Booking {
  id?: number;
  id_property?: number;
  currency?: string;
  booking_status?: number;
  source?: string;
  remark?: string;
  associations?: {
    customer_detail?: { id_customer?: number; firstname?: string; lastname?: string; email?: string; phone?: string };
    price_details?: { total_paid?: number; total_price_with_tax?: number };
    payment_detail?: { payment_type?: string; payment_method?: string };
    room_types?: WantedType[];
  };
}

interface Part {
  type: RoomType;
  from: string;
  to: string;
  rooms: WantedRoom[];
}

/** Creates an order. What is free is looked at first and taken later, and nobody holds a lock in between. */
export async function createBooking(world: World, booking: Booking): Promise<Order> {
  const hotel = checkHead(world, booking);
  checkCustomer(booking);
  const parts = readParts(world, booking, hotel);
  const chosen = parts.map((part) => choose(world, part, []));
  const { payment_type = 'online', payment_method = '' } = booking.associations?.payment_detail ?? {};
  if (!['online', 'remote', 'pay at hotel'].includes(payment_type)) throw refused('Invalid payment type.');
  if (booking.booking_status !== undefined && ![1, 2, 3, 4].includes(Number(booking.booking_status)))
    throw refused('Invalid booking status.');
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(booking.associations?.customer_detail?.email ?? '')) throw new FatalError();
  await world.gap();
  const customer = saveCustomer(world, booking);
  const order: Order = {
    id: world.nextId('order'),
    reference: newReference(world),
    id_customer: customer.id,
    id_hotel: hotel,
    current_state: 1,
    source: booking.source ?? '',
    remarks: booking.remark ? [booking.remark] : [],
    payment: payment_method,
    total_paid_real: 0,
    date_add: localTime(world),
    date_upd: localTime(world),
  };
  world.orders.push(order);
  parts.forEach((part, n) => {
    part.rooms.forEach((wanted, index) => {
      const room = chosen[n]?.[index] as Room;
      const takers = world.rows.filter(
        (row) => row.id_room === room.id && isOccupied(world, room.id, part.from, part.to),
      );
      const row = makeRow(world, order, part, wanted, room);
      // Late by one, and two share a room; later still, and it is a back order that is cancelled at once.
      if (takers.length > 1) Object.assign(row, { is_back_order: true, is_cancelled: true });
      world.rows.push(row);
    });
  });
  const own = world.rows.filter(({ id_order }) => id_order === order.id);
  if (own.some(({ is_back_order }) => is_back_order)) order.current_state = 11;
  const total = totalOf(own);
  const { total_paid = 0, total_price_with_tax } = booking.associations?.price_details ?? {};
  if (total_paid > 0 && total_paid === total_price_with_tax) order.current_state = 2;
  if (order.current_state === 2 || Number(booking.booking_status) === 2) {
    Object.assign(order, { current_state: 2, payment: 'Order from API', total_paid_real: total.net + total.tax });
  }
  if (world.version === '1.6.1') world.mailed.push(customer.email);
  return order;
}

/** Replaces an order by what the body says; the id in the body decides. A refusal changes nothing. */
export function replaceBooking(world: World, booking: Booking): Order {
  if (!booking.id) throw refused('id is required with PUT requests.');
  const order = world.orders.find(({ id }) => id === Number(booking.id)) ?? fail('Booking not found.');
  const hotel = checkHead(world, booking);
  const email = booking.associations?.customer_detail?.email;
  if (!email) throw refused('Please provide a valid email.');
  if (!world.customers.some((each) => same(each.email, email))) throw refused('Customer not found.');
  if (!booking.associations?.room_types?.length) throw refused('Rooms not found in the request.');
  const parts = readParts(world, booking, hotel);
  const kept = new Set<Row>();
  const plans = parts.map((part) => {
    const known = world.rows.filter(
      (row) =>
        row.id_order === order.id &&
        row.id_product === part.type.id &&
        day(row.date_from) === part.from &&
        day(row.date_to) === part.to,
    );
    const rows = part.rooms.map(({ id_room }) => {
      const free = known.filter((row) => !kept.has(row));
      const row = id_room === undefined ? free[0] : free.find((each) => each.id_room === Number(id_room));
      if (row) kept.add(row);
      return row;
    });
    const strangers = rows.filter((row) => row === undefined).length;
    const rooms = strangers > 0 ? choose(world, { ...part, rooms: part.rooms.filter((_, n) => !rows[n]) }, []) : [];
    return { part, rows, rooms };
  });
  saveCustomer(world, booking);
  world.rows = world.rows.filter((row) => row.id_order !== order.id || kept.has(row));
  for (const { part, rows, rooms } of plans) {
    const fresh = rooms.values();
    part.rooms.forEach((wanted, n) => {
      const row = rows[n];
      const made = row && contents(world, part, wanted, Boolean(part.rooms.length));
      if (row) Object.assign(row, world.forgetful ? { services: made?.services } : made);
      else world.rows.push(makeRow(world, order, part, wanted, fresh.next().value as Room));
    });
  }
  if (booking.remark) order.remarks.push(booking.remark);
  if (booking.booking_status !== undefined) applyStatus(world, order, Number(booking.booking_status));
  order.date_upd = localTime(world);
  return order;
}

/** Of the order only: rooms that were given back stay so, and the order is a zombie. */
function applyStatus(world: World, order: Order, status: number): void {
  if (![1, 2, 3, 4].includes(status)) throw refused('Invalid booking status.');
  order.current_state = { 1: 1, 2: 2, 3: 4, 4: 5 }[status] ?? 1;
  if (status === 3) for (const row of world.rows) if (row.id_order === order.id) row.is_cancelled = true;
}

function checkHead(world: World, { id_property, currency }: Booking): number {
  if (!world.hotels.some(({ id }) => id === Number(id_property))) throw refused('Please provide a valid id_property.');
  if (currency !== world.currency) throw refused('Please provide valid currency.');
  return Number(id_property);
}

function checkCustomer({ associations }: Booking): void {
  const { firstname, lastname, email, phone, id_customer } = associations?.customer_detail ?? {};
  if (id_customer !== undefined && !(Number(id_customer) > 0)) throw refused('Please provide a valid id_customer.');
  if (!firstname?.trim()) throw refused('Please provide a valid first name.');
  if (!lastname?.trim()) throw refused('Please provide a valid last name.');
  if (!email?.trim()) throw refused('Please provide a valid email.');
  if (!phone?.trim()) throw refused('Please provide a valid phone number.');
}

function readParts(world: World, { associations }: Booking, hotel: number): Part[] {
  return (associations?.room_types ?? []).map((wanted) => {
    const type = world.roomTypes.find(({ id, id_hotel }) => id === Number(wanted.id_room_type) && id_hotel === hotel);
    if (!type) throw refused('Invalid room type in the request');
    const [from, to] = [day(wanted.checkin_date ?? ''), day(wanted.checkout_date ?? '')];
    const count = Number(wanted.number_of_rooms);
    if (!/^\d{4}-\d\d-\d\d$/.test(from) || !/^\d{4}-\d\d-\d\d$/.test(to) || from > to)
      throw refused('Invalid check in and check out dates in the request');
    if (from === to) throw refused('Requested room(s) not available.');
    const rooms = wanted.rooms?.length ? wanted.rooms : Array.from({ length: count }, (): WantedRoom => ({}));
    if (rooms.length !== count) throw refused('Room count does not matches with the number of rooms');
    const services = rooms.flatMap((room) => room.services ?? []);
    const isLinked = (id: number) => type.services.some((each) => each.id === id);
    if (
      services.some((each) =>
        each.id_service === undefined ? !each.name : !world.services.some(({ id }) => id === Number(each.id_service)),
      )
    )
      throw refused('Invalid request for service.');
    if (services.some(({ id_service }) => id_service !== undefined && !isLinked(Number(id_service))))
      throw refused('Service is not linked with the requested room type.');
    return { type, from, to, rooms };
  });
}

function choose(world: World, { type, from, to, rooms }: Part, not: number[]): Room[] {
  const free = freeRooms(world, type, from, to).filter(({ id }) => !not.includes(id));
  if (free.length < rooms.length) throw refused('Requested room(s) not available.');
  return rooms.map(({ id_room }, n) => free.find(({ id }) => id === Number(id_room)) ?? (free[n] as Room));
}

function makeRow(world: World, order: Order, part: Part, wanted: WantedRoom, room: Room): Row {
  return {
    ...contents(world, part, wanted, true),
    id: world.nextId('row'),
    id_order: order.id,
    id_room: room.id,
    id_product: part.type.id,
    date_from: `${part.from} 00:00:00`,
    date_to: `${part.to} 00:00:00`,
    is_cancelled: false,
    is_refunded: false,
    is_back_order: false,
  };
}

/** Who sleeps there and what it costs. Each version reads a key of its own; children without ages are none. */
function contents(world: World, { type, from, to }: Part, wanted: WantedRoom, isGiven: boolean) {
  const adults = world.version === '1.6.1' ? wanted.adult : wanted.adults;
  const ages = wanted.child_ages ?? [];
  const { net, tax } = priceRoom(world, type, from, to, wanted.unit_price_without_tax);
  const nights = nightsBetween(from, to).length;
  return {
    adults: Number(isGiven ? (adults ?? type.adults) : type.adults),
    children: ages.length === 0 ? 0 : Number(wanted.child ?? 0),
    child_ages: ages.map(Number),
    net,
    tax,
    services: (wanted.services ?? []).flatMap((each) => sellService(world, type, each, nights) ?? []),
  };
}

/** Known by its address, a customer is overwritten with whatever was sent. */
function saveCustomer(world: World, { associations }: Booking) {
  const { firstname = '', lastname = '', email = '', phone = '', id_customer } = associations?.customer_detail ?? {};
  const known = world.customers.find((each) => each.id === Number(id_customer) || same(each.email, email));
  if (known) {
    const sent = Object.entries({ firstname, lastname, email, phone }).filter(([, value]) => value !== '');
    return Object.assign(known, Object.fromEntries(sent));
  }
  const customer = { id: world.nextId('customer'), firstname, lastname, email, phone };
  world.customers.push(customer);
  return customer;
}

function newReference(world: World): string {
  const letters = () =>
    Array.from({ length: 9 }, () => String.fromCharCode(65 + Math.floor(Math.random() * 26))).join('');
  for (;;) {
    const reference = letters();
    if (!world.orders.some((order) => order.reference === reference)) return reference;
  }
}

export function localTime({ clock }: World): string {
  return clock.now().toZonedDateTimeISO('UTC').toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ');
}

const day = (text: string) => text.slice(0, 10);
const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
const fail = (text: string): never => {
  throw refused(text);
};
