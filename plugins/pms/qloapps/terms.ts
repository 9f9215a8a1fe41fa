import type { CancelPolicy } from '@botones/contract';
import type { Catalog } from './catalog.ts';
import type { Desk } from './desk.ts';
import { associationOf, flagOf, itemsOf, minorOf, money, numberOf, textOf } from './values.ts';

/** From so many days before the arrival on, leaving costs this much less than all. */
interface Rule {
  readonly days: number;
  /** Percent (1) or an amount a room (2), as `payment_type` says it, or the first night. */
  readonly kind: 'amount' | 'percent' | 'first-night';
  readonly value: number;
}

/** The first one that is far enough from the arrival counts; none: leaving costs all. */
export type Terms = readonly Rule[];

export interface Stay {
  readonly arrival: Temporal.PlainDate;
  readonly timeZone: string;
  readonly now: Temporal.Instant;
  readonly currency: string;
  readonly total: number;
  readonly firstNight: number;
  readonly rooms: number;
}

/** QloApps applies no terms to what the webservice cancels: they are computed here. */
export async function readTerms({ client, options }: Desk, { hotel }: Catalog, signal: AbortSignal): Promise<Terms> {
  const own = options.cancellation;
  if (own !== undefined) {
    if (own.freeUntilDays === null) return own.fee === 'all' ? [] : [{ days: 1, kind: 'first-night', value: 0 }];
    const free: Rule = { days: own.freeUntilDays, kind: 'percent', value: 0 };
    return own.fee === 'all' || own.freeUntilDays <= 1 ? [free] : [free, { days: 1, kind: 'first-night', value: 0 }];
  }
  if (!flagOf(hotel.active_refund)) return [];
  const rules = await client.list('hotel_refund_rules', 'hotel_refund_rules', { query: { display: 'full' }, signal });
  const chosen = associationOf(hotel, 'hotel_refund_rules');
  const ids = itemsOf(chosen).map(({ id }) => textOf(id));
  return rules
    .filter(({ id }) => chosen === undefined || ids.includes(textOf(id)))
    .map(
      (rule): Rule => ({
        days: numberOf(rule.days),
        kind: numberOf(rule.payment_type) === 2 ? 'amount' : 'percent',
        value: numberOf(rule.deduction_value_full_pay),
      }),
    )
    .toSorted((one, other) => other.days - one.days);
}

/** A rule holds through the day that is `days` before the arrival. */
export function stepsOf(
  terms: Terms,
  { arrival, timeZone, now, currency, total, firstNight, rooms }: Stay,
): CancelPolicy {
  const dawn = (daysBefore: number) => arrival.subtract({ days: daysBefore }).toZonedDateTime(timeZone).toInstant();
  const feeOf = ({ kind, value }: Rule): number => {
    if (kind === 'first-night') return Math.min(firstNight, total);
    const fee = kind === 'percent' ? Math.round((total * value) / 100) : minorOf(value, currency) * rooms;
    return Math.min(fee, total);
  };
  const steps = terms.map((rule, n) => ({
    from: n === 0 ? null : dawn((terms[n - 1]?.days ?? 0) - 1),
    fee: feeOf(rule),
  }));
  const last = terms.at(-1);
  steps.push({ from: last === undefined ? null : dawn(last.days - 1), fee: total });
  const first = steps[1]?.from ?? now;
  return {
    steps: steps
      .map(({ from, fee }) => ({
        from: from ?? (Temporal.Instant.compare(now, first) < 0 ? now : first),
        fee: money(fee, currency),
      }))
      .filter(({ fee }, n) => n > 0 || fee.minor > 0),
  };
}
