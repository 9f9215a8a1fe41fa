/**
 * The hotel's property management system. Dates are calendar days of the property, the departure exclusive;
 * money is integer minor units with its currency.
 */
export interface Pms {
  getRoomTypes(signal: AbortSignal): Promise<RoomType[]>;
  searchOffers(search: OfferSearch, signal: AbortSignal): Promise<Offer[]>;
  /** Made once for a `key`, however often it is called with it. */
  createReservation(request: ReservationRequest, key: string, signal: AbortSignal): Promise<Reservation>;
  findReservation(query: { reference: string; lastName: string }, signal: AbortSignal): Promise<Reservation | null>;
}

/** Which methods change the PMS. A read is tried again on failure; a write only because it carries its key. */
export const pmsOperations = {
  getRoomTypes: 'read',
  searchOffers: 'read',
  createReservation: 'write',
  findReservation: 'read',
} as const satisfies Record<keyof Pms, 'read' | 'write'>;

export interface Money {
  /** Cents, for a currency that has them. */
  minor: number;
  /** ISO 4217. */
  currency: string;
}

export interface RoomType {
  id: string;
  /** By language. */
  name: Readonly<Record<string, string>>;
  description: Readonly<Record<string, string>>;
  pictures: { url: string; alt: Readonly<Record<string, string>> }[];
  maxAdults: number;
  maxChildren: number;
}

export interface OfferSearch {
  arrival: Temporal.PlainDate;
  departure: Temporal.PlainDate;
  rooms: { adults: number; childrenAges: number[] }[];
}

export interface Offer {
  id: string;
  roomTypeId: string;
  ratePlan: string;
  /** One price a night, arrival first. */
  nightly: Money[];
  /** What the guest pays in all, taxes and fees included. */
  total: Money;
  unitsLeft: number;
  /** After this instant prices are asked again. */
  expiresAt: Temporal.Instant;
}

export interface ReservationRequest {
  offer: Offer;
  search: OfferSearch;
  guest: { firstName: string; lastName: string; email?: string; phone?: string };
}

export interface Reservation {
  reference: string;
  status: 'held' | 'confirmed' | 'cancelled';
  roomTypeId: string;
  arrival: Temporal.PlainDate;
  departure: Temporal.PlainDate;
  total: Money;
}
