import type { Offer, RoomType } from '../../ports/pms.ts';

/** A double room with a view. */
export function aRoomType(overrides: Partial<RoomType> = {}): RoomType {
  return {
    id: 'double',
    name: { es: 'Doble', en: 'Double' },
    description: { es: 'Con vistas al mar', en: 'With a sea view' },
    pictures: [{ url: 'https://www.example.com/double.jpg', alt: { es: 'La habitación', en: 'The room' } }],
    maxAdults: 2,
    maxChildren: 1,
    ...overrides,
  };
}

/** Two nights at 100 € and 120 €, held for a quarter of an hour after the noon of `aTurn`. */
export function anOffer(overrides: Partial<Offer> = {}): Offer {
  const euros = (amount: number) => ({ minor: amount * 100, currency: 'EUR' });
  return {
    id: 'offer-1',
    roomTypeId: 'double',
    ratePlan: 'flexible',
    nightly: [euros(100), euros(120)],
    total: euros(220),
    unitsLeft: 3,
    expiresAt: Temporal.Instant.from('2026-06-01T10:15:00Z'),
    ...overrides,
  };
}
