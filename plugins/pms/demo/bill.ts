import type { Extra, Payment, Reservation, SoldExtra } from '@botones/contract';
import type { Desk } from './desk.ts';
import type { Hotel } from './hotel.ts';
import { once, type Query } from './once.ts';
import { invalid, refusal } from './refuse.ts';
import { living, loadRow, type Row, reviveReservation, toReservation } from './reservation.ts';
import { nightsOf } from './stay.ts';

export function listExtras(hotel: Hotel): Extra[] {
  return Object.entries(hotel.extras).map(([id, { name, price, per }]) => ({
    id,
    name,
    price: hotel.money(price),
    per,
  }));
}

/** What is paid confirms a hold; a hold that ran out cannot be paid any more. */
export async function pay(desk: Desk, reference: string, payment: Payment, key: string): Promise<Reservation> {
  const { amount, method, transaction = null } = payment;
  if (!Number.isSafeInteger(amount.minor) || amount.minor <= 0)
    throw invalid('amount', 'A payment is a positive amount.');
  return once(desk.database, key, ['pay', reference, payment], reviveReservation, async (query) => {
    const row = await loadRow(query, reference, { lock: true });
    const now = desk.now();
    living(row, now);
    if (amount.currency !== row.currency) throw invalid('amount', `The bill is in ${row.currency}.`);
    await query('insert into payment (reference, amount, method, transaction, at) values ($1, $2, $3, $4, $5)', [
      row.reference,
      amount.minor,
      method,
      transaction,
      String(now),
    ]);
    return update(
      query,
      now,
      `update reservation set paid = paid + $2, status = 'confirmed', held_until = null where reference = $1 returning *`,
      [row.reference, amount.minor],
    );
  });
}

export async function addExtra(desk: Desk, reference: string, extra: SoldExtra, key: string): Promise<Reservation> {
  return once(desk.database, key, ['extra', reference, extra], reviveReservation, async (query) => {
    const row = await loadRow(query, reference, { lock: true });
    const now = desk.now();
    const { name, minor } = priceExtra(desk.hotel, extra, living(row, now));
    return charge(query, row, name, minor, now);
  });
}

/** Puts a line on the bill. */
export async function charge(
  query: Query,
  { reference }: Row,
  name: string,
  minor: number,
  now: Temporal.Instant,
): Promise<Reservation> {
  await query('insert into bill_line (reference, name, amount, at) values ($1, $2, $3, $4)', [
    reference,
    name,
    minor,
    String(now),
  ]);
  return update(query, now, 'update reservation set total = total + $2 where reference = $1 returning *', [
    reference,
    minor,
  ]);
}

export async function addNote(desk: Desk, reference: string, note: string, key: string): Promise<void> {
  if (note.trim() === '') throw invalid('note', 'The note is empty.');
  await once(
    desk.database,
    key,
    ['note', reference, note],
    () => null,
    async (query) => {
      const { reference: exact } = await loadRow(query, reference);
      await query('insert into note (reference, text, at) values ($1, $2, $3)', [exact, note, String(desk.now())]);
      return null;
    },
  );
}

export async function update(
  query: Query,
  now: Temporal.Instant,
  text: string,
  values: readonly unknown[],
): Promise<Reservation> {
  const [row] = await query<Row>(text, values);
  if (row === undefined) throw refusal('ERR_PMS_NOT_FOUND', 'There is no such reservation.');
  return toReservation(row, now);
}

function priceExtra(hotel: Hotel, extra: SoldExtra, stay: Reservation): { name: string; minor: number } {
  if ('name' in extra) {
    const { name, price } = extra;
    if (name.trim() === '') throw invalid('name', 'The extra has no name.');
    if (price.currency !== stay.total.currency || !Number.isSafeInteger(price.minor) || price.minor < 0)
      throw invalid('price', `The price is no amount in ${stay.total.currency}.`);
    return { name, minor: price.minor };
  }
  const known = Object.hasOwn(hotel.extras, extra.extraId) ? hotel.extras[extra.extraId] : undefined;
  if (known === undefined) throw refusal('ERR_PMS_NOT_FOUND', 'There is no such extra.');
  if (!Number.isInteger(extra.quantity) || extra.quantity < 1 || extra.quantity > 1000)
    throw invalid('quantity', 'The quantity is a whole number from 1.');
  const nights = nightsOf(stay.arrival, stay.departure).length;
  const persons = stay.rooms.reduce((sum, { adults, childrenAges }) => sum + adults + childrenAges.length, 0);
  const times = { stay: 1, night: nights, person: persons, 'person-night': nights * persons }[known.per];
  return { name: extra.extraId, minor: hotel.money(known.price).minor * times * extra.quantity };
}
