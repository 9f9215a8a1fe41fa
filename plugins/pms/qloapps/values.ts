import type { Money } from '@botones/contract';

/** A field as the webservice writes it: numbers are text at times, and what is empty is anything. */
export type Item = Readonly<Record<string, unknown>>;

export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
export const numberOf = (value: unknown): number => Number(textOf(value) || 0) || 0;
export const flagOf = (value: unknown): boolean => value === true || textOf(value) === '1';

/** A list, in JSON: an array, or an object keyed by ids; what is empty is `[]`, `""` or missing. */
export function itemsOf(value: unknown): Item[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).filter((item): item is Item => typeof item === 'object' && item !== null);
}

export const associationOf = (item: Item, name: string): unknown => (item.associations as Item | undefined)?.[name];

/** In one language of the shop: plain text, or one of `[{id, value}]`. */
export function wordOf(value: unknown, language: number): string {
  if (typeof value !== 'object') return textOf(value);
  const all = itemsOf(value);
  return textOf((all.find(({ id }) => numberOf(id) === language) ?? all[0])?.value);
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'" };

/** What a guest reads of HTML. */
export function plain(html: string): string {
  return html
    .replace(/<(br|\/p|\/li|\/h\d|\/div)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&([a-z]+|#39);/gi, (whole, name) => entities[name.toLowerCase()] ?? whole)
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}

export function unitOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
}

/** `"1000.000000"` or `1000` → 100000 cents. */
export function minorOf(value: unknown, currency: string): number {
  // A hair more, since half a cent is not always half in binary.
  return Math.round(numberOf(value) * unitOf(currency) * (1 + Number.EPSILON));
}

export const money = (minor: number, currency: string): Money => ({ minor, currency });

/** Local day of a value that may carry a time. */
export const dayOf = (value: unknown): Temporal.PlainDate => Temporal.PlainDate.from(textOf(value).slice(0, 10));
