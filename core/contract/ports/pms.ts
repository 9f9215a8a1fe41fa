import type { MediaStore } from '../media-store.ts';
import type { Money } from '../money.ts';
import type { PluginDatabase, RunLocked } from '../plugin-store.ts';
import type { Property } from '../property.ts';
import type { OutputOf, Schema } from '../schema.ts';
import { CONTRACT_VERSION } from '../version.ts';
import type { Operations } from './operations.ts';
import type {
  CancelQuote,
  Change,
  ChangeQuote,
  Extra,
  Offer,
  OfferSearch,
  Payment,
  PmsProperty,
  Policies,
  Reservation,
  ReservationQuery,
  ReservationRequest,
  RoomType,
  SetupProblem,
} from './pms-values.ts';

/**
 * The hotel's property management system. Dates are calendar days of the property, the departure exclusive;
 * money is integer minor units with its currency. Failures are the `ERR_PMS_…` codes of `errorCodes` and no others.
 *
 * A write is made once for a `key`, however often it is called with it, and answers as it did the first time.
 */
export interface Pms {
  readonly capabilities: PmsCapabilities;
  /** Tries every right that the bot needs, without changing anything. Empty: all is well. */
  checkSetup(signal: AbortSignal): Promise<SetupProblem[]>;
  /** The hotels that this account sees. */
  getProperties(signal: AbortSignal): Promise<PmsProperty[]>;
  getRoomTypes(signal: AbortSignal): Promise<RoomType[]>;
  getExtras(signal: AbortSignal): Promise<Extra[]>;
  getPolicies(signal: AbortSignal): Promise<Policies>;
  /** What is free and fits all guests of the search, the cheapest first; empty when nothing is. */
  searchOffers(search: OfferSearch, signal: AbortSignal): Promise<Offer[]>;
  /**
   * The same as `searchOffers`, but never from a cache: asked before money is promised.
   */
  confirmOffers(search: OfferSearch, signal: AbortSignal): Promise<Offer[]>;
  /** Never dearer than `request.offer.total`: fails with `ERR_PMS_PRICE_CHANGED` or `ERR_PMS_SOLD_OUT` instead. */
  createReservation(request: ReservationRequest, key: string, signal: AbortSignal): Promise<Reservation>;
  /** Null where the two do not belong together, just as where there is no such reservation. */
  findReservation(query: ReservationQuery, signal: AbortSignal): Promise<Reservation | null>;
  /** By reference alone; for reservations that this conversation has made or found. */
  getReservation(reference: string, signal: AbortSignal): Promise<Reservation>;
  /** Confirms a held reservation. */
  recordPayment(reference: string, payment: Payment, key: string, signal: AbortSignal): Promise<Reservation>;
  quoteChange(reference: string, change: Change, signal: AbortSignal): Promise<ChangeQuote>;
  applyChange(quote: ChangeQuote, key: string, signal: AbortSignal): Promise<Reservation>;
  quoteCancel(reference: string, signal: AbortSignal): Promise<CancelQuote>;
  cancelReservation(quote: CancelQuote, key: string, signal: AbortSignal): Promise<Reservation>;
  /** Could the guests of this reservation keep their room in the night that starts on `night`? */
  isRoomFree(reference: string, night: Temporal.PlainDate, signal: AbortSignal): Promise<boolean>;
  /** Puts something on the bill: an extra of `getExtras`, or one of the hotel's own making. */
  addExtra(reference: string, extra: SoldExtra, key: string, signal: AbortSignal): Promise<Reservation>;
  /** For the reception. Guest text: never logged. */
  addNote(reference: string, note: string, key: string, signal: AbortSignal): Promise<void>;
}

/** `extraId` of `getExtras`, or `name` and `price` of something new. */
export type SoldExtra =
  | { readonly extraId: string; readonly quantity: number }
  | { readonly name: string; readonly price: Money };

/** What this PMS can do besides offers and reservations. A handler asks before it promises. */
export interface PmsCapabilities {
  /** `holdUntil` is honoured; else every reservation is confirmed at once. */
  readonly holds: boolean;
  /** `recordPayment`. */
  readonly payments: boolean;
  /** `quoteChange`, `applyChange`. */
  readonly changes: boolean;
  /** `quoteCancel`, `cancelReservation`. */
  readonly cancels: boolean;
  /** `addExtra` with something of the hotel's own making. */
  readonly extras: boolean;
  /** `addNote`. */
  readonly notes: boolean;
}

export const pmsOperations = {
  checkSetup: { does: 'read' },
  getProperties: { does: 'read', cacheSeconds: 600, fact: true },
  getRoomTypes: { does: 'read', cacheSeconds: 600, fact: true },
  getExtras: { does: 'read', cacheSeconds: 600, fact: true },
  getPolicies: { does: 'read', cacheSeconds: 600, fact: true },
  searchOffers: { does: 'read', cacheSeconds: 10 },
  confirmOffers: { does: 'read' },
  createReservation: { does: 'write', key: 1 },
  findReservation: { does: 'read' },
  getReservation: { does: 'read' },
  recordPayment: { does: 'write', key: 2 },
  quoteChange: { does: 'read' },
  applyChange: { does: 'write', key: 1 },
  quoteCancel: { does: 'read' },
  cancelReservation: { does: 'write', key: 1 },
  isRoomFree: { does: 'read' },
  addExtra: { does: 'write', key: 2 },
  addNote: { does: 'write', key: 2 },
} as const satisfies Operations<Pms>;

export interface PmsPlugin<S extends Schema | undefined = Schema | undefined> {
  readonly kind: 'pms';
  readonly contract: number;
  readonly name: string;
  readonly options?: S;
  setup(context: PmsContext<OutputOf<S>>): Pms | Promise<Pms>;
}

/**
 * `told`: the guest was told that it was done. `untold`: the turn ended otherwise, as one does that a PMS kept waiting too
 * long. `open`: it is not over yet. `unknown`: there is nothing to tell by.
 */
export type WriteFate = 'told' | 'untold' | 'open' | 'unknown';

export interface PmsContext<Options> {
  readonly options: Options;
  readonly property: Property;
  /** A schema of the plugin's own in the bot's PostgreSQL. */
  readonly database: PluginDatabase;
  /** One at a time for a resource, in all processes. */
  readonly lock: RunLocked;
  /** What the guest came to know of a write under this key; asked long after it, by whoever clears up. */
  readonly fateOf: (key: string) => Promise<WriteFate>;
  /** Keeps pictures that guests' devices could not fetch from the PMS. */
  readonly media: MediaStore;
  readonly now: () => Temporal.Instant;
  /** A line for operators, and for the audit trail: a constant sentence, and fields that name no guest. */
  log(sentence: string, fields: Readonly<Record<string, string | number>>): void;
  onClose(close: () => void | Promise<void>): void;
}

/** A PMS adapter. Core puts deadlines, tries, the breaker and the cache around every method. */
export function definePms<S extends Schema | undefined = undefined>(
  plugin: Omit<PmsPlugin<S>, 'kind' | 'contract'>,
): PmsPlugin<S> {
  return { ...plugin, kind: 'pms', contract: CONTRACT_VERSION };
}
