import { formatMoment, formatMoney, inWords, type NamedReply, type Offer, type Property } from '@botones/contract';

interface Tongue {
  readonly language: string;
  readonly property: Property;
  readonly now: Temporal.Instant;
}

/** Taxes and fees, those in the price apart from those on top; nothing where there are none. */
export function sayCharges({ charges }: Offer, { language, property }: Tongue): NamedReply[] {
  const lines = (included: boolean) =>
    charges
      .filter((charge) => charge.included === included)
      .map(({ name, amount }) => `${inWords(name, language, ...property.languages)}: ${formatMoney(amount, language)}`)
      .join('\n');
  return [
    ...(lines(true) ? [{ response: 'booking/taxes_included', values: { taxes: lines(true) } }] : []),
    ...(lines(false) ? [{ response: 'booking/taxes_added', values: { taxes: lines(false) } }] : []),
  ];
}

/** What leaving costs from now on. */
export function sayCancelTerms({ cancelPolicy: { steps } }: Offer, { language, property, now }: Tongue): NamedReply {
  const inOrder = steps.toSorted((one, other) => Temporal.Instant.compare(one.from, other.from));
  const costly = inOrder.filter(({ fee }) => fee.minor > 0);
  // The PMS looks at its own clock, a moment after this turn began; and a few minutes to change one's mind are no offer.
  const soon = now.add({ minutes: 30 });
  const next = costly.find(({ from }) => Temporal.Instant.compare(from, soon) > 0);
  const running = costly.findLast(({ from }) => Temporal.Instant.compare(from, soon) <= 0);
  if (running) return { response: 'booking/cancel_fee', values: { fee: formatMoney(running.fee, language) } };
  if (next === undefined) return { response: 'booking/cancel_free' };
  const until = formatMoment(next.from, property.timeZone, language);
  return { response: 'booking/cancel_free_until', values: { until, fee: formatMoney(next.fee, language) } };
}
