import type { Offer, Reservation, ReservationRequest, RoomType } from '../../ports/pms-values.ts';

const euros = (amount: number) => ({ minor: amount * 100, currency: 'EUR' });

/** A double room with a view. */
export function aRoomType(overrides: Partial<RoomType> = {}): RoomType {
  return {
    id: 'double',
    name: { es: 'Doble', en: 'Double' },
    description: { es: 'Con vistas al mar', en: 'With a sea view' },
    pictures: [{ url: 'https://www.example.com/double.jpg', alt: { es: 'La habitación', en: 'The room' } }],
    maxAdults: 2,
    maxChildren: 1,
    maxGuests: 3,
    from: euros(100),
    ...overrides,
  };
}

/** Two nights at 100 € and 120 €, held for a quarter of an hour after the noon of `aTurn`; free to cancel until May 29. */
export function anOffer(overrides: Partial<Offer> = {}): Offer {
  return {
    id: 'offer-1',
    roomTypeId: 'double',
    ratePlan: 'flexible',
    ratePlanName: { es: 'Flexible', en: 'Flexible' },
    nightly: [euros(100), euros(120)],
    charges: [],
    total: euros(220),
    unitsLeft: 3,
    cancelPolicy: { steps: [{ from: Temporal.Instant.from('2026-05-29T10:00:00Z'), fee: euros(100) }] },
    expiresAt: Temporal.Instant.from('2026-06-01T10:15:00Z'),
    ...overrides,
  };
}

/** Two adults who take `anOffer` at once. */
export function aReservationRequest(overrides: Partial<ReservationRequest> = {}): ReservationRequest {
  return {
    offer: anOffer(),
    search: {
      arrival: Temporal.PlainDate.from('2026-06-03'),
      departure: Temporal.PlainDate.from('2026-06-05'),
      rooms: [{ adults: 2, childrenAges: [] }],
    },
    guest: { firstName: 'Ada', lastName: 'Guest', email: 'ada@example.com' },
    holdUntil: null,
    language: 'en',
    ...overrides,
  };
}

/** What becomes of `aReservationRequest`. */
export function aReservation(overrides: Partial<Reservation> = {}): Reservation {
  const { offer, search } = aReservationRequest();
  return {
    reference: 'R1',
    status: 'confirmed',
    roomTypeId: offer.roomTypeId,
    ratePlan: offer.ratePlan,
    arrival: search.arrival,
    departure: search.departure,
    rooms: search.rooms,
    total: offer.total,
    paid: euros(0),
    cancelPolicy: offer.cancelPolicy,
    heldUntil: null,
    ...overrides,
  };
}
