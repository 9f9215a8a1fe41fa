import type { Offer, OfferSearch, Pms } from '@botones/contract';

export interface Found {
  readonly search: OfferSearch;
  readonly offers: readonly Offer[];
}

/** Days before and after the wish, the nearest first. */
const shifts = [1, -1, 2, -2, 3, -3];

/** As many nights for the same guests on days near by, from `today`; two of them at most, in the order of the calendar. */
export async function findAlternatives(
  pms: Pms,
  search: OfferSearch,
  today: Temporal.PlainDate,
  signal: AbortSignal,
): Promise<Found[]> {
  const shifted = shifts
    .map((days) => ({
      ...search,
      arrival: search.arrival.add({ days }),
      departure: search.departure.add({ days }),
    }))
    .filter(({ arrival }) => Temporal.PlainDate.compare(arrival, today) >= 0);
  const found = await Promise.all(
    shifted.map(async (one): Promise<Found> => ({ search: one, offers: await pms.searchOffers(one, signal) })),
  );
  return found
    .filter(({ offers }) => offers.length > 0)
    .slice(0, 2)
    .toSorted((one, other) => Temporal.PlainDate.compare(one.search.arrival, other.search.arrival));
}
