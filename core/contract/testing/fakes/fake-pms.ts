import type { Offer, Pms, Reservation, RoomType } from '../../ports/pms.ts';
import { anOffer, aRoomType } from '../builders/an-offer.ts';

export interface FakePms extends Pms {
  /** Every call, in order; a write with its key. */
  readonly calls: { method: keyof Pms; key?: string }[];
}

/** A PMS in memory. It has these rooms and offers whatever is asked, and makes one reservation for a key. */
export function fakePms(has: { roomTypes?: RoomType[]; offers?: Offer[] } = {}): FakePms {
  const { roomTypes = [aRoomType()], offers = [anOffer()] } = has;
  const calls: FakePms['calls'] = [];
  const reservations = new Map<string, Reservation & { lastName: string }>();
  return {
    calls,
    async getRoomTypes(signal) {
      calls.push({ method: 'getRoomTypes' });
      signal.throwIfAborted();
      return structuredClone(roomTypes);
    },
    async searchOffers(_search, signal) {
      calls.push({ method: 'searchOffers' });
      signal.throwIfAborted();
      return [...offers];
    },
    async createReservation({ offer, search, guest }, key, signal) {
      calls.push({ method: 'createReservation', key });
      signal.throwIfAborted();
      const { arrival, departure } = search;
      const { roomTypeId, total } = offer;
      const made = reservations.get(key) ?? {
        reference: `R${reservations.size + 1}`,
        status: 'confirmed',
        roomTypeId,
        arrival,
        departure,
        total,
        lastName: guest.lastName,
      };
      reservations.set(key, made);
      return withoutName(made);
    },
    async findReservation({ reference, lastName }, signal) {
      calls.push({ method: 'findReservation' });
      signal.throwIfAborted();
      const found = [...reservations.values()].find((made) => made.reference === reference);
      return found && found.lastName.toLowerCase() === lastName.toLowerCase() ? withoutName(found) : null;
    },
  };
}

function withoutName({ lastName: _, ...reservation }: Reservation & { lastName: string }): Reservation {
  return reservation;
}
