import type { Sold } from './booked.ts';
import type { Catalog, Type } from './catalog.ts';
import { grossOf, netOf, type Rates, rateOf } from './quote.ts';
import { minorOf } from './values.ts';

interface Terms {
  readonly catalog: Catalog;
  readonly type: Type;
  readonly rates: Rates;
  readonly nights: number;
  readonly currency: string;
}

/** In minor units, taxes included; what is of the hotel's own making has none. */
export function costOf({ id, quantity, unit }: Sold, { catalog, type, rates, nights, currency }: Terms): number {
  const known = catalog.services.find((service) => service.id === id);
  if (known === undefined) return minorOf((unit ?? 0) * quantity, currency);
  const linked = type.services.find((service) => service.id === id)?.unit ?? known.price;
  return grossOf(netOf({ unit: linked, per: known.per }, nights) * quantity, rateOf(rates, known.taxGroup), currency);
}
