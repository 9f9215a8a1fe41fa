import type { GuestAddress } from '@botones/contract';
import { type Json, objectAt, textAt } from './read.ts';

/** Two capital letters, a dot, up to 128 letters and digits; with `ENT.` between them where the id is a parent's. */
const scopedId = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;
const phoneNumber = /^\+?([1-9]\d{4,14})$/;
const MAX_KEY = 256;

/** What an event says of its guest: the id that WhatsApp gives them for this business, and their number. */
export interface Keys {
  readonly id?: string | undefined;
  /** Digits, without `+`. */
  readonly phone?: string | undefined;
}

/** Guests who hide their number have none; some events then repeat the id in its place. */
export function keysOf(id: string | undefined, phone: string | undefined): Keys {
  const [, digits] = phoneNumber.exec(phone?.trim() ?? '') ?? [];
  const scoped = [id, phone].find((text) => text !== undefined && scopedId.test(text));
  // An id of a form that nobody has seen yet is an id all the same.
  const other = [id, phone].find((text) => text !== undefined && text !== '' && text.length <= MAX_KEY);
  return { id: scoped ?? (digits === undefined ? other : undefined), phone: digits };
}

/** Null: nothing says who it is. */
export function addressOf({ id, phone }: Keys, profile: Json = {}): GuestAddress | null {
  const key = id ?? phone;
  if (key === undefined) return null;
  const name = textAt(profile, 'name') ?? textAt(profile, 'username');
  return {
    key,
    ...(id !== undefined && phone !== undefined && { otherKey: phone }),
    ...(name !== undefined && { name: name.slice(0, 256) }),
    ...(phone !== undefined && { phone: `+${phone}` }),
  };
}

/** Who wrote, by the message and by the contact that belongs to it: contacts may be missing, or those of others. */
export function senderOf(message: Json, contacts: readonly Json[]): GuestAddress | null {
  const said = keysOf(idIn(message, 'from_user_id', 'from_parent_user_id'), textAt(message, 'from'));
  const silent = said.id === undefined && said.phone === undefined;
  const contact =
    contacts.find((each) => compare(said, keysIn(each)) === 'same') ??
    (silent || contacts.length === 1 ? contacts[0] : undefined);
  if (contact === undefined) return addressOf(said);
  const told = keysIn(contact);
  if (compare(said, told) === 'other')
    return addressOf(said, isSameLine(said, told) ? objectAt(contact, 'profile') : {});
  const keys = silent ? told : { id: said.id ?? told.id, phone: said.phone ?? told.phone };
  return addressOf(keys, objectAt(contact, 'profile'));
}

function keysIn(contact: Json): Keys {
  return keysOf(idIn(contact, 'user_id', 'parent_user_id'), textAt(contact, 'wa_id'));
}

/** A company with several businesses on WhatsApp may be told its guests by the parent's id alone. */
function idIn(from: Json, own: string, parents: string): string | undefined {
  return textAt(from, own) ?? textAt(from, parents);
}

/** Are both of one guest? A contact that is out of step is of another, whose number must not become this one's. */
function compare(one: Keys, two: Keys): 'same' | 'other' | 'unknown' {
  const pairs = [
    [one.id, two.id],
    [one.phone, two.phone],
  ].filter((pair) => !pair.includes(undefined));
  if (pairs.length === 0) return 'unknown';
  return pairs.some(([a, b]) => a === b) ? 'same' : 'other';
}

/** Two writings of one number: Brazil's ninth digit, Mexico's and Argentina's mobile mark behind the country's code. */
function isSameLine(one: Keys, two: Keys): boolean {
  if (one.id !== undefined && two.id !== undefined) return one.id === two.id;
  const [a = '', b = ''] = [one.phone, two.phone];
  return a.slice(0, 2) === b.slice(0, 2) && a.length !== b.length && a.slice(-8) === b.slice(-8);
}
