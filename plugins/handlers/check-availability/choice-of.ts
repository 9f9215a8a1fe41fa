import type { Offer, OfferSearch } from '@botones/contract';

/**
 * An offer as a choice carries it: `double/flexible/2031-06-03/2031-06-05/2/22000`, with children `…/2+6+8/22000`. It says
 * all that was searched and the price that was shown, so a card that is pressed days later still means the same.
 */
export function choiceOf({ roomTypeId, ratePlan, total }: Offer, { arrival, departure, rooms }: OfferSearch): string {
  const guests = rooms.map(({ adults, childrenAges }) => [adults, ...childrenAges].join('+')).join(',');
  const parts = [roomTypeId, ratePlan, arrival.toString(), departure.toString(), guests, total.minor];
  return parts.map((part) => encodeURIComponent(part).replaceAll("'", '%27')).join('/');
}
