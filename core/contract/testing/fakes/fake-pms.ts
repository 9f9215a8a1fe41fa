import { BotonesError } from '../../errors.ts';
import type { Pms, pmsOperations } from '../../ports/pms.ts';
import type { Extra, Guest, Offer, OfferSearch, Reservation, RoomType } from '../../ports/pms-values.ts';
import { anOffer, aRoomType } from '../builders/an-offer.ts';

export interface FakePms extends Pms {
  /** Every call, in order; a write with its key. */
  readonly calls: { method: keyof typeof pmsOperations; key?: string }[];
}

type Kept = Reservation & { readonly guest: Guest };

/**
 * A PMS in memory. It has these rooms and offers whatever is asked, makes one reservation for a key, and cancels and
 * changes for nothing.
 */
export function fakePms(has: { roomTypes?: RoomType[]; offers?: Offer[]; extras?: Extra[] } = {}): FakePms {
  const { roomTypes = [aRoomType()], offers = [anOffer()], extras = [] } = has;
  const calls: FakePms['calls'] = [];
  const kept = new Map<string, Kept>();
  const answers = new Map<string, unknown>();
  const words = (es: string, en: string) => ({ es, en });

  const note = (method: keyof typeof pmsOperations, signal: AbortSignal, key?: string) => {
    calls.push({ method, ...(key === undefined ? {} : { key }) });
    signal.throwIfAborted();
  };
  /** The same key, the same answer. */
  const once = <T>(key: string, make: () => T): T => {
    if (!answers.has(key)) answers.set(key, make());
    return answers.get(key) as T;
  };
  const find = (reference: string): Kept => {
    const found = kept.get(reference);
    if (found === undefined) throw new BotonesError('ERR_PMS_NOT_FOUND', 'There is no such reservation.');
    return found;
  };
  const keep = (reservation: Kept): Reservation => {
    kept.set(reservation.reference, reservation);
    return withoutGuest(reservation);
  };
  const search = (wanted: OfferSearch) =>
    offers.filter(({ roomTypeId }) => wanted.roomTypeId === undefined || wanted.roomTypeId === roomTypeId);
  const zero = ({ total }: Reservation) => ({ minor: 0, currency: total.currency });
  const soon = Temporal.Instant.from('2100-01-01T00:00:00Z');

  return {
    calls,
    capabilities: { holds: true, payments: true, changes: true, cancels: true, extras: true, notes: true },
    async checkSetup(signal) {
      note('checkSetup', signal);
      return [];
    },
    async getProperties(signal) {
      note('getProperties', signal);
      return [{ id: 'siete-velas', name: 'Hotel', currency: 'EUR', checkIn: '15:00', checkOut: '12:00' }];
    },
    async getRoomTypes(signal) {
      note('getRoomTypes', signal);
      return structuredClone(roomTypes);
    },
    async getExtras(signal) {
      note('getExtras', signal);
      return structuredClone(extras);
    },
    async getPolicies(signal) {
      note('getPolicies', signal);
      return {
        cancellation: words('Cancelación gratuita.', 'Free cancellation.'),
        payment: words('Pago por transferencia.', 'Payment by bank transfer.'),
        children: words('Los niños son bienvenidos.', 'Children are welcome.'),
      };
    },
    async searchOffers(wanted, signal) {
      note('searchOffers', signal);
      return search(wanted);
    },
    async confirmOffers(wanted, signal) {
      note('confirmOffers', signal);
      return search(wanted);
    },
    async createReservation({ offer, search: { arrival, departure, rooms }, guest, holdUntil }, key, signal) {
      note('createReservation', signal, key);
      return once(key, () =>
        keep({
          reference: `R${kept.size + 1}`,
          status: holdUntil === null ? 'confirmed' : 'held',
          roomTypeId: offer.roomTypeId,
          ratePlan: offer.ratePlan,
          arrival,
          departure,
          rooms,
          total: offer.total,
          paid: { minor: 0, currency: offer.total.currency },
          cancelPolicy: offer.cancelPolicy,
          heldUntil: holdUntil,
          guest,
        }),
      );
    },
    async findReservation(query, signal) {
      note('findReservation', signal);
      const found = kept.get(query.reference.trim().toUpperCase());
      return found && knows(found.guest, query) ? withoutGuest(found) : null;
    },
    async getReservation(reference, signal) {
      note('getReservation', signal);
      return withoutGuest(find(reference));
    },
    async recordPayment(reference, { amount }, key, signal) {
      note('recordPayment', signal, key);
      return once(key, () => keep({ ...find(reference), status: 'confirmed', paid: amount, heldUntil: null }));
    },
    async quoteChange(reference, change, signal) {
      note('quoteChange', signal);
      const { total } = find(reference);
      return { reference, change, before: total, after: total, fee: zero(find(reference)), expiresAt: soon };
    },
    async applyChange({ reference, change, after }, key, signal) {
      note('applyChange', signal, key);
      return once(key, () => keep({ ...find(reference), ...change, total: after }));
    },
    async quoteCancel(reference, signal) {
      note('quoteCancel', signal);
      return { reference, fee: zero(find(reference)), refund: find(reference).paid, expiresAt: soon };
    },
    async cancelReservation({ reference }, key, signal) {
      note('cancelReservation', signal, key);
      return once(key, () => keep({ ...find(reference), status: 'cancelled', heldUntil: null }));
    },
    async isRoomFree(reference, _night, signal) {
      note('isRoomFree', signal);
      return find(reference).status !== 'cancelled';
    },
    async addExtra(reference, _extra, key, signal) {
      note('addExtra', signal, key);
      return withoutGuest(find(reference));
    },
    async addNote(reference, _note, key, signal) {
      note('addNote', signal, key);
      find(reference);
    },
  };
}

function knows(guest: Guest, query: { lastName?: string; email?: string; phone?: string }): boolean {
  const plain = (text = '') =>
    text
      .normalize('NFD')
      .replace(/[\p{M}\s]/gu, '')
      .toLowerCase();
  const pairs = [
    [query.lastName, guest.lastName],
    [query.email, guest.email],
    [query.phone, guest.phone],
  ];
  return pairs.some(([asked, known]) => asked !== undefined && plain(asked) === plain(known));
}

function withoutGuest({ guest: _, ...reservation }: Kept): Reservation {
  return reservation;
}
