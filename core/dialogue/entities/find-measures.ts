import type { Found } from './found.ts';
import type { Read, Reader } from './reader.ts';

/** "three nights", "una semana" as `nights`; "100 euros", "€100" as `money` with amount and ISO 4217 currency. */
export function findMeasures(reader: Reader): Found[] {
  const { nightUnits, weekUnits, currencies, within, spans, places } = reader.grammar;
  const found: Found[] = [];
  for (let at = 0; at < reader.length; at++) {
    const span = Object.hasOwn(spans, reader.word(at)) ? spans[reader.word(at)] : undefined;
    if (span !== undefined) found.push({ entity: 'nights', value: span, at, next: at + 1 });
    if (places.includes(reader.word(at))) continue;
    const sign = currencyOf(currencies, reader.word(at));
    const count = reader.number(sign === null ? at : at + 1);
    if (count === null) continue;
    const { amount, next } = readAmount(reader, count);
    const unit = reader.word(next);
    const currency = sign ?? currencyOf(currencies, unit);
    const isSpanFromToday = within.some((phrase) => phrase.split(' ').at(-1) === reader.word(at - 1));
    if (currency !== null) {
      found.push({ entity: 'money', value: { amount, currency }, at, next: sign === null ? next + 1 : next });
    } else if (nightUnits.includes(unit)) found.push({ entity: 'nights', value: count.value, at, next: next + 1 });
    else if (weekUnits.includes(unit) && !isSpanFromToday) {
      found.push({ entity: 'nights', value: 7 * count.value, at, next: next + 1 });
    } else {
      const last = roomsAt(reader, at, next);
      if (last === null || count.value > 99) continue;
      found.push({ entity: 'rooms', value: count.value, at, next: last });
    }
    at = (found[found.length - 1]?.next ?? next) - 1;
  }
  return found;
}

/** "La noche del 3 de junio", "the night of 3 June": one night, unless more is said of the stay. Stands where its day does. */
export function findOneNight(reader: Reader, days: readonly Found[], measures: readonly Found[]): Found[] {
  const [day] = days;
  if (days.length !== 1 || day === undefined || day.role !== undefined) return [];
  if (measures.some(({ entity }) => entity === 'nights')) return [];
  for (let at = 0; at < reader.length; at++) {
    const next = reader.skip(at, reader.grammar.oneNight);
    const isOfDay = next !== null && (next === day.next || next - 1 === day.at || next === day.at);
    if (isOfDay) return [{ entity: 'nights', value: 1, at: day.at, next: day.next }];
  }
  return [];
}

/** "Two rooms", "two double rooms", "una sola habitación"; "a room" counts none. Position after it. */
function roomsAt(reader: Reader, at: number, next: number): number | null {
  const { roomUnits, articles } = reader.grammar;
  const isArticle = articles.includes(reader.word(at));
  if (roomUnits.includes(reader.word(next))) return isArticle ? null : next + 1;
  if (!roomUnits.includes(reader.word(next + 1))) return null;
  const isSeveral = reader.word(next + 1).endsWith('s') && /^\p{L}/u.test(reader.word(next));
  return (isArticle ? reader.word(next) === 'sola' : isSeveral) ? next + 2 : null;
}

/** "1.250,50" and "1,250.50": three digits after a sign are thousands, one or two at the end are cents. */
function readAmount(reader: Reader, { value, next }: Read<number>): { amount: number; next: number } {
  let [whole, at] = [String(value), next];
  const isPart = (digits: RegExp) =>
    /^[.,]$/.test(reader.word(at)) && digits.test(reader.word(at + 1)) && reader.isGlued(at) && reader.isGlued(at + 1);
  while (isPart(/^\d{3}$/)) {
    whole += reader.word(at + 1);
    at += 2;
  }
  return isPart(/^\d\d?$/)
    ? { amount: Number(`${whole}.${reader.word(at + 1)}`), next: at + 2 }
    : { amount: Number(whole), next: at };
}

function currencyOf(currencies: Readonly<Record<string, string>>, word: string): string | null {
  return Object.hasOwn(currencies, word) ? (currencies[word] ?? null) : null;
}
