/** An amount in the smallest unit of its currency; always a whole number. */
export interface Money {
  /** Cents, for a currency that has them. */
  readonly minor: number;
  /** ISO 4217. */
  readonly currency: string;
}

/**
 * Adds amounts of one currency.
 *
 * @throws RangeError for two currencies, and for nothing to add: the sum would have no currency.
 */
export function addMoney(...amounts: readonly Money[]): Money {
  const [first] = amounts;
  if (first === undefined) throw new RangeError('There is no amount to add.');
  if (amounts.some(({ currency }) => currency !== first.currency)) {
    throw new RangeError('Amounts of different currencies cannot be added.');
  }
  return { minor: amounts.reduce((sum, { minor }) => sum + minor, 0), currency: first.currency };
}

/** As people write it: `220,00 €`, `$1,250`. Whole amounts lose their zeros. */
export function formatMoney({ minor, currency }: Money, language: string): string {
  const plain = new Intl.NumberFormat(language, { style: 'currency', currency });
  const digits = plain.resolvedOptions().maximumFractionDigits ?? 2;
  const amount = minor / 10 ** digits;
  if (!Number.isInteger(amount)) return plain.format(amount);
  return new Intl.NumberFormat(language, { style: 'currency', currency, minimumFractionDigits: 0 }).format(amount);
}
