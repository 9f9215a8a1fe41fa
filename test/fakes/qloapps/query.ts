import { QloError } from './qlo-error.ts';

type Item = Record<string, unknown>;

/** `filter[…]`, `sort`, `limit` of a list. */
export function select(items: readonly Item[], query: URLSearchParams, fields: readonly string[]): Item[] {
  let found = [...items];
  for (const [name, wanted] of query) {
    const field = /^filter\[(\w+)\]$/.exec(name)?.[1];
    if (field === undefined) continue;
    if (!fields.includes(field)) throw new QloError(400, 32, `This filter does not exist: ${field}`);
    if (field.startsWith('date_') && query.get('date') !== '1')
      throw new QloError(400, 35, 'Filtering dates needs date=1.');
    const test = tester(wanted);
    found = found.filter((item) => test(String(item[field] ?? '')));
  }
  const [, by, way] = /^\[(\w+)_(ASC|DESC)\]$/.exec(query.get('sort') ?? '') ?? [];
  if (by) found.sort((one, two) => compare(one[by], two[by]) * (way === 'DESC' ? -1 : 1));
  const [, first = '0', second] = /^(\d+)(?:,(\d+))?$/.exec(query.get('limit') ?? '') ?? [];
  if (!query.has('limit')) return found;
  return second === undefined
    ? found.slice(0, Number(first))
    : found.slice(Number(first), Number(first) + Number(second));
}

function tester(wanted: string): (value: string) => boolean {
  const [, sign = '', inner = '', end = ''] = /^([!<>%]?)\[(.*)\](%?)$/.exec(wanted) ?? [];
  const low = (text: string) => text.toLowerCase();
  if (sign === '' && inner === '' && !/^\[/.test(wanted)) return (value) => low(value) === low(wanted);
  if (sign === '>') return (value) => compare(value, inner) > 0;
  if (sign === '<') return (value) => compare(value, inner) < 0;
  if (sign === '!') return (value) => low(value) !== low(inner);
  if (sign === '%' || end === '%')
    return (value) => (sign === '%' ? low(value).includes(low(inner)) : low(value).startsWith(low(inner)));
  if (inner.includes('|')) return (value) => inner.split('|').map(low).includes(low(value));
  if (inner.includes(',')) {
    const [from = '', to = ''] = inner.split(',');
    return (value) => compare(value, from) >= 0 && compare(value, to) <= 0;
  }
  // As MySQL compares: without regard to case.
  return (value) => low(value) === low(inner);
}

function compare(one: unknown, two: unknown): number {
  const [a, b] = [String(one), String(two)];
  const both = [a, b].every((text) => text !== '' && Number.isFinite(Number(text)));
  if (both) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What `display` leaves of an item. */
export function display(item: Item, wanted: string | null, fields: readonly string[]): Item {
  if (wanted === null) return { id: item.id };
  if (wanted === 'full') return item;
  const names = /^\[([\w,]+)\]$/.exec(wanted)?.[1]?.split(',') ?? [];
  const unknown = names.find((name) => !fields.includes(name));
  if (unknown !== undefined) throw new QloError(400, 35, `Unable to display this field "${unknown}".`);
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}
