import type { Offer, OfferSearch, Pms } from '@botones/contract';

export interface Found {
  readonly search: OfferSearch;
  readonly offers: readonly Offer[];
}

/** Days before and after the wish, the nearest first. */
const shifts = [1, -1, 2, -2, 3, -3];
/** Nights more, where so few are not sold on any of these days. */
const longer = [1, 2];

/**
 * As many nights for the same guests on days near by, from `today`; where there are none, some nights more from the same
 * day. Two of them at most, in the order of the calendar.
 */
export async function findAlternatives(
  pms: Pms,
  search: OfferSearch,
  today: Temporal.PlainDate,
  signal: AbortSignal,
): Promise<Found[]> {
  const { arrival, departure } = search;
  const shifted = shifts
    .map((days) => ({ ...search, arrival: arrival.add({ days }), departure: departure.add({ days }) }))
    .filter((one) => Temporal.PlainDate.compare(one.arrival, today) >= 0);
  const found = await searchAll(shifted);
  if (found.length > 0) return found.slice(0, 2).toSorted(byArrival);
  return (await searchAll(longer.map((days) => ({ ...search, departure: departure.add({ days }) })))).slice(0, 1);

  async function searchAll(searches: readonly OfferSearch[]): Promise<Found[]> {
    const all = searches.map(
      async (one): Promise<Found> => ({ search: one, offers: await pms.searchOffers(one, signal) }),
    );
    return (await Promise.all(all)).filter(({ offers }) => offers.length > 0);
  }
}

function byArrival({ search: one }: Found, { search: other }: Found): number {
  return Temporal.PlainDate.compare(one.arrival, other.arrival);
}
