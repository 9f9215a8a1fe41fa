import type { Offer, OfferSearch } from '@botones/contract';
import type { Hotel } from './hotel.ts';
import { countFree } from './inventory.ts';
import type { Query } from './once.ts';
import { cancelPolicyOf, priceStay, seasonOf } from './price.ts';
import { checkStay, fits, nightsOf, today } from './stay.ts';

/** What is free and fits, the cheapest first. */
export async function findOffers(
  query: Query,
  hotel: Hotel,
  search: OfferSearch,
  now: Temporal.Instant,
  except: string | null = null,
): Promise<Offer[]> {
  checkStay(hotel, now, search);
  if (!isOnSale(hotel, search, now)) return [];
  const free = await countFree(query, hotel, search, now, except);
  const wanted = search.roomTypeId === undefined ? Object.keys(hotel.roomTypes) : [search.roomTypeId];
  return wanted
    .filter((roomTypeId) => fits(hotel, roomTypeId, search.rooms) && free(roomTypeId) >= search.rooms.length)
    .flatMap((roomTypeId) =>
      Object.keys(hotel.ratePlans).flatMap((plan) => offer(hotel, roomTypeId, plan, search, free(roomTypeId), now)),
    )
    .toSorted((one, other) => one.total.minor - other.total.minor);
}

function offer(
  hotel: Hotel,
  roomTypeId: string,
  ratePlan: string,
  search: OfferSearch,
  unitsLeft: number,
  now: Temporal.Instant,
): Offer[] {
  const price = priceStay(hotel, roomTypeId, ratePlan, search);
  const plan = hotel.ratePlans[ratePlan];
  if (price === null || plan === undefined) return [];
  const { arrival, departure } = search;
  return [
    {
      id: `${roomTypeId}/${ratePlan}/${arrival}/${departure}`,
      roomTypeId,
      ratePlan,
      ratePlanName: plan.name,
      ...price,
      unitsLeft,
      cancelPolicy: cancelPolicyOf(hotel, ratePlan, arrival, price, now),
      expiresAt: now.add({ minutes: hotel.offerMinutes }),
    },
  ];
}

function isOnSale(hotel: Hotel, { arrival, departure }: OfferSearch, now: Temporal.Instant): boolean {
  const last = today(hotel, now).add({ days: hotel.daysAhead });
  const nights = nightsOf(arrival, departure).length;
  return Temporal.PlainDate.compare(departure, last) <= 0 && nights >= (seasonOf(hotel, arrival)?.minNights ?? 1);
}
