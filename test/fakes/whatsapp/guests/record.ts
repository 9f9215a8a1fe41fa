import type { Ids } from '../ids.ts';

/**
 * How a guest appears in webhooks: with phone and business-scoped id; as before 2026; without the phone, which is then
 * left out, empty, or filled with the id.
 */
export type Shown = 'both' | 'phone' | 'id' | 'id-and-empty-phone' | 'id-as-phone';

/** What a guest's phone got to show. */
export interface Seen {
  id: string;
  /** `phone_number_id` of the hotel. */
  number: string;
  type: string;
  /** As it was sent, under the key of its type; a template with its words filled in under `text`. */
  content: Record<string, unknown>;
  /** The words on the screen. */
  text: string;
  /** What can be tapped. */
  choices: readonly { id: string; title: string }[];
  /** The message it quotes. */
  replyTo?: string;
  callbackData?: string;
  at: Temporal.Instant;
}

/** A read mark of the hotel, as the guest sees it: two blue ticks, and perhaps "typing". */
export interface ReadMark {
  messageId: string;
  number: string;
  typing: boolean;
  at: Temporal.Instant;
}

/** A guest as the platform knows it. */
export interface GuestRecord {
  /** Stays the same whatever else changes. */
  readonly key: string;
  phone: string;
  /** Mostly the phone; Brazil's ninth digit and Mexico's 1 make it differ. */
  waId: string;
  bsuid: string;
  parentBsuid?: string;
  name: string;
  username?: string;
  shown: Shown;
  /** On WhatsApp at all. */
  reachable: boolean;
  readonly saw: Seen[];
  readonly marks: ReadMark[];
  /** Ids of what they sent. */
  readonly wrote: Set<string>;
}

export interface GuestWishes extends Partial<Omit<GuestRecord, 'key' | 'saw' | 'marks' | 'wrote'>> {
  phone: string;
}

export function makeGuest(ids: Ids, { phone, ...wishes }: GuestWishes): GuestRecord {
  const digits = phone.replace(/\D/g, '');
  return {
    key: digits,
    phone: digits,
    waId: digits,
    bsuid: ids.bsuid(digits),
    name: 'A guest',
    shown: 'both',
    reachable: true,
    ...wishes,
    saw: [],
    marks: [],
    wrote: new Set(),
  };
}

/** Finds by what is dialled, by `wa_id` or by business-scoped id. */
export function findGuest(guests: readonly GuestRecord[], address: string): GuestRecord | undefined {
  const same = samePhones(address.replace(/\D/g, ''));
  return guests.find(
    ({ phone, waId, bsuid, parentBsuid }) =>
      bsuid === address || parentBsuid === address || same.includes(phone) || same.includes(waId),
  );
}

/** Mexico's `1` after 52 and Brazil's 9 after the area code may stand there or not. */
function samePhones(digits: string): string[] {
  if (digits === '') return [];
  const mexican = /^52(1?)(\d{10})$/.exec(digits);
  if (mexican) return [`52${mexican[2]}`, `521${mexican[2]}`];
  const brazilian = /^55(\d{2})(9?)(\d{8})$/.exec(digits);
  if (brazilian) return [`55${brazilian[1]}${brazilian[3]}`, `55${brazilian[1]}9${brazilian[3]}`];
  return [digits];
}
