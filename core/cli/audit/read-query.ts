import type { AuditFilter } from '../../store/audit-filter.ts';
import type { PageChoice } from '../../store/audit-store.ts';
import { readMoment } from './read-moment.ts';
import type { Zones } from './zones.ts';

/** Options as they were given. */
export interface QueryOptions {
  readonly property?: string | undefined;
  readonly tenant?: string | undefined;
  readonly subject?: string | undefined;
  readonly user?: string | undefined;
  readonly event?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly page?: string | undefined;
  readonly after?: string | undefined;
  readonly size?: string | undefined;
}

/** @throws RangeError */
export function readFilter(options: QueryOptions, zones: Zones): AuditFilter {
  const property = either(options, 'property', 'tenant');
  const subject = either(options, 'subject', 'user');
  const events = options.event?.flatMap((each) => each.split(',')).map((each) => each.trim());
  if (events?.includes('')) throw new RangeError('--event needs a name, like pms.done.');
  const zone = () => zones.forDates(property);
  const from = options.from === undefined ? undefined : readMoment(options.from, 'from', zone);
  const to = options.to === undefined ? undefined : readMoment(options.to, 'to', zone);
  if (from !== undefined && to !== undefined && Temporal.Instant.compare(from, to) >= 0) {
    throw new RangeError(`--from is not before --to (${from}, ${to}): nothing can lie between them.`);
  }
  return { property, subject, ...(events && { events: [...new Set(events)] }), from, to };
}

/** @throws RangeError */
export function readChoice({ page, after, size }: QueryOptions): PageChoice {
  if (page !== undefined && after !== undefined) throw new RangeError('Go on by --page or by --after, not by both.');
  return { page: whole('page', page), after, size: whole('size', size) };
}

function either<Name extends keyof QueryOptions>(options: QueryOptions, one: Name, other: Name): string | undefined {
  const [first, second] = [options[one], options[other]] as (string | undefined)[];
  if (first !== undefined && second !== undefined && first !== second) {
    throw new RangeError(`--${one} and --${other} are the same filter. Give one of them.`);
  }
  const value = first ?? second;
  if (value?.trim() === '') throw new RangeError(`--${first === undefined ? other : one} needs a value.`);
  return value;
}

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new RangeError(`--${name} must be a whole number from 1 on, not "${text}".`);
  return Number(text);
}
