import { createHash } from 'node:crypto';
import type { Guest, ReservationQuery } from '@botones/contract';
import type { Stay } from './load.ts';
import { invalid } from './refuse.ts';
import { type Item, textOf } from './values.ts';

/** What QloApps takes as a name; any other sign ends in an exception that nobody catches. */
const names = /^[\p{L}\p{M}\p{Zs}.'’‘·-]{1,32}$/u;
const address = /^[A-Za-z0-9.!#$%&'*+/=?^`{|}~_-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/;

/** Before anything is sent: QloApps hardly looks, and dies of what it does not like. */
export function checkGuest({ firstName, lastName, email, phone }: Guest): void {
  for (const [field, name] of Object.entries({ firstName, lastName })) {
    if (!names.test(name.trim()) || !/\p{L}/u.test(name))
      throw invalid(`guest.${field}`, 'A name has 1 to 32 letters, and no digits or signs.');
  }
  if (email !== undefined && (!address.test(email.trim()) || email.includes('..') || email.trim().length > 128))
    throw invalid('guest.email', 'This is no e-mail address.');
  if (phone !== undefined && !/^[+0-9. ()/-]{6,32}$/.test(phone))
    throw invalid('guest.phone', 'This is no phone number.');
}

/** A name of the webservice, which sees no guest twice: whoever has this address would be overwritten. */
export const aliasOf = (source: string, domain: string) => `${source.replace(/[^a-z0-9]+/gi, '-')}@${domain}`;

/** What is kept of an address: enough to know it again, and nothing to read. */
export const printOf = (email: string) => createHash('sha256').update(plain(email)).digest('hex');

/** Something that only its guest knows. The webservice has an alias for an address: of the guest's own, a print is kept. */
export function knows({ booking, kept }: Pick<Stay, 'booking' | 'kept'>, query: ReservationQuery): boolean {
  const { lastname, email, phone } = ((booking.associations as Item | undefined)?.customer_detail ?? {}) as Item;
  if ('lastName' in query) return isSame(query.lastName, textOf(lastname));
  if ('phone' in query) return isSamePhone(query.phone, textOf(phone));
  if (kept?.email_print) return plain(query.email) !== '' && printOf(query.email) === kept.email_print;
  return isSame(query.email, textOf(email));
}

function isSame(asked: string, known: string): boolean {
  return plain(asked) !== '' && plain(asked) === plain(known);
}

function plain(text: string): string {
  const bare = text.normalize('NFKD').replace(/[\p{M}\s]/gu, '');
  return bare.toLowerCase();
}

/** Nobody at the telephone says the country: the last eight digits at least must agree. */
function isSamePhone(asked: string, known: string): boolean {
  const digits = (text: string) => text.replace(/\D/g, '').replace(/^0+/, '');
  const [one, other] = [digits(asked), digits(known)];
  return Math.min(one.length, other.length) >= 8 && (one.endsWith(other) || other.endsWith(one));
}
