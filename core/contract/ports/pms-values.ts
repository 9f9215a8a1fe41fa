import type { Money } from '../money.ts';

/** By language (BCP 47 primary tag). */
export type Words = Readonly<Record<string, string>>;

/** In the guest's language, else the first of these languages that there is, else any; empty for none. */
export function inWords(words: Words, ...languages: readonly string[]): string {
  const said = languages.find((language) => words[language] !== undefined) ?? Object.keys(words)[0] ?? '';
  return words[said] ?? '';
}

/** A hotel as the PMS knows it. */
export interface PmsProperty {
  readonly id: string;
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Local times, `15:00`. */
  readonly checkIn: string | null;
  readonly checkOut: string | null;
}

export interface RoomType {
  readonly id: string;
  readonly name: Words;
  readonly description: Words;
  readonly pictures: readonly { readonly url: string; readonly alt: Words }[];
  readonly maxAdults: number;
  readonly maxChildren: number;
  /** Adults and children together. */
  readonly maxGuests: number;
  /** The lowest price of a night, taxes included, where the PMS can say it. */
  readonly from?: Money;
}

/** Something sold beside the room: breakfast, parking, a late departure. */
export interface Extra {
  readonly id: string;
  readonly name: Words;
  /** Taxes included. */
  readonly price: Money;
  readonly per: 'stay' | 'night' | 'person' | 'person-night';
}

/** What the hotel has decided, as text for guests. */
export interface Policies {
  readonly cancellation: Words;
  readonly payment: Words;
  readonly children: Words;
}

/** Who sleeps in one room. Ages in whole years on the day of arrival. */
export interface RoomGuests {
  readonly adults: number;
  readonly childrenAges: readonly number[];
}

/** Calendar days of the property; nobody sleeps there in the night of the departure. */
export interface OfferSearch {
  readonly arrival: Temporal.PlainDate;
  readonly departure: Temporal.PlainDate;
  /** One entry a room. */
  readonly rooms: readonly RoomGuests[];
  /** Only this type; left out: all. */
  readonly roomTypeId?: string;
}

/** A tax or fee. `included`: the nightly prices contain it; else it is added to them. */
export interface Charge {
  readonly name: Words;
  readonly amount: Money;
  readonly included: boolean;
}

/** What leaving costs: free before the first step, then the fee of the last step that has begun. */
export interface CancelPolicy {
  readonly steps: readonly { readonly from: Temporal.Instant; readonly fee: Money }[];
}

/** A room type at a rate plan for all that was searched: `total` is the sum of `nightly` and of every charge not included. */
export interface Offer {
  readonly id: string;
  readonly roomTypeId: string;
  readonly ratePlan: string;
  readonly ratePlanName: Words;
  /** One price a night for all rooms together, arrival first. */
  readonly nightly: readonly Money[];
  readonly charges: readonly Charge[];
  /** What the guest pays in all, taxes and fees included. */
  readonly total: Money;
  /** Rooms of this type that are free in every night. */
  readonly unitsLeft: number;
  readonly cancelPolicy: CancelPolicy;
  /** After this instant prices are asked again. */
  readonly expiresAt: Temporal.Instant;
}

export interface Guest {
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string;
  /** E.164. */
  readonly phone?: string;
}

export interface ReservationRequest {
  readonly offer: Offer;
  readonly search: OfferSearch;
  readonly guest: Guest;
  /** Kept free until then and let go if it is not confirmed; null: confirmed at once. Needs the capability `holds`. */
  readonly holdUntil: Temporal.Instant | null;
  /** BCP 47: in which the hotel writes to the guest. */
  readonly language: string;
  /** For the reception. Guest text: never logged. */
  readonly note?: string;
}

export interface Reservation {
  /** What the guest is told. */
  readonly reference: string;
  readonly status: 'held' | 'confirmed' | 'cancelled';
  readonly roomTypeId: string;
  readonly ratePlan: string;
  readonly arrival: Temporal.PlainDate;
  readonly departure: Temporal.PlainDate;
  readonly rooms: readonly RoomGuests[];
  readonly total: Money;
  readonly paid: Money;
  readonly cancelPolicy: CancelPolicy;
  /** While it is held. */
  readonly heldUntil: Temporal.Instant | null;
}

/** A reservation, and something that only its guest knows; each is compared without regard to case, accents and spaces. */
export type ReservationQuery = { readonly reference: string } & (
  | { readonly lastName: string }
  | { readonly email: string }
  | { readonly phone: string }
);

export interface Payment {
  readonly amount: Money;
  /** `transfer`, `card` … */
  readonly method: string;
  /** Of the bank or the gateway, where there is one. */
  readonly transaction?: string;
}

/** What shall be different; what is left out stays. */
export interface Change {
  readonly arrival?: Temporal.PlainDate;
  readonly departure?: Temporal.PlainDate;
  readonly rooms?: readonly RoomGuests[];
  readonly roomTypeId?: string;
}

export interface ChangeQuote {
  readonly reference: string;
  readonly change: Change;
  readonly before: Money;
  /** The new total, without `fee`. */
  readonly after: Money;
  readonly fee: Money;
  readonly expiresAt: Temporal.Instant;
}

export interface CancelQuote {
  readonly reference: string;
  readonly fee: Money;
  /** Of what is paid. */
  readonly refund: Money;
  readonly expiresAt: Temporal.Instant;
}

/** Something that the bot's account at the PMS cannot do, with what to do about it; for operators. */
export interface SetupProblem {
  readonly operation: string;
  readonly problem: string;
  readonly cure: string;
}
