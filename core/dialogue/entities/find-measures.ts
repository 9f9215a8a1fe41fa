import type { Found } from './found.ts';
import type { Reader } from './reader.ts';

/** "three nights", "una semana" as `nights`; "100 euros", "€100" as `money` with amount and ISO 4217 currency. */
export function findMeasures(reader: Reader): Found[] {
  const { nightUnits, weekUnits, currencies, within } = reader.grammar;
  const found: Found[] = [];
  for (let at = 0; at < reader.length; at++) {
    const sign = currencyOf(currencies, reader.word(at));
    const count = reader.number(sign === null ? at : at + 1);
    if (count === null) continue;
    const { amount, next } = withCents(reader, count.value, count.next);
    const unit = reader.word(next);
    const currency = sign ?? currencyOf(currencies, unit);
    const isSpanFromToday = within.some((phrase) => phrase.split(' ').at(-1) === reader.word(at - 1));
    if (currency !== null) {
      found.push({ entity: 'money', value: { amount, currency }, at, next: sign === null ? next + 1 : next });
    } else if (nightUnits.includes(unit)) found.push({ entity: 'nights', value: count.value, at, next: next + 1 });
    else if (weekUnits.includes(unit) && !isSpanFromToday) {
      found.push({ entity: 'nights', value: 7 * count.value, at, next: next + 1 });
    } else continue;
    at = (found[found.length - 1]?.next ?? next) - 1;
  }
  return found;
}

function withCents(reader: Reader, whole: number, at: number): { amount: number; next: number } {
  const cents = reader.word(at + 1);
  const isDecimal = /^[.,]$/.test(reader.word(at)) && /^\d\d?$/.test(cents) && reader.isGlued(at + 1);
  return isDecimal ? { amount: Number(`${whole}.${cents}`), next: at + 2 } : { amount: whole, next: at };
}

function currencyOf(currencies: Readonly<Record<string, string>>, word: string): string | null {
  return Object.hasOwn(currencies, word) ? (currencies[word] ?? null) : null;
}
