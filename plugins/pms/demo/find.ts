import type { Reservation, ReservationQuery } from '@botones/contract';
import type { Desk } from './desk.ts';
import { loadRow, type Row, seekRow, toReservation } from './reservation.ts';

export async function find({ database, now }: Desk, query: ReservationQuery): Promise<Reservation | null> {
  const row = await seekRow(database.query, query.reference);
  return row !== null && knows(row, query) ? toReservation(row, now()) : null;
}

export async function get({ database, now }: Desk, reference: string): Promise<Reservation> {
  return toReservation(await loadRow(database.query, reference), now());
}

function knows({ last_name, email, phone }: Row, query: ReservationQuery): boolean {
  if ('lastName' in query) return isSame(query.lastName, last_name);
  if ('email' in query) return isSame(query.email, email ?? '');
  return isSamePhone(query.phone, phone ?? '');
}

function isSame(asked: string, known: string): boolean {
  return plain(asked) !== '' && plain(asked) === plain(known);
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase();
}

const LOCAL_DIGITS = 8;

/** `600 000 000` is `+34600000000`: nobody at the telephone says the country. */
function isSamePhone(asked: string, known: string): boolean {
  const [one, other] = [asked, known].map((text) => text.replace(/\D/g, '').replace(/^0+/, '')) as [string, string];
  return one.length >= LOCAL_DIGITS && other.length >= LOCAL_DIGITS && (other.endsWith(one) || one.endsWith(other));
}
