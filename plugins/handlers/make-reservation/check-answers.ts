import { type Outcome, reply, type Turn, together } from '@botones/contract';
import { z } from 'zod';
import { readQuote } from './quote.ts';
import { type Choice, readChoice } from './read-choice.ts';
import { readName, readNewName } from './read-guest.ts';

const unasked = { booking_confirmed: null, quote: null };
const booked = z.object({ reference: z.string(), token: z.string() });

/** Keeps what was answered together: a choice says the stay, another stay forgets the choice, a "yes" is for one quote only. */
export function checkAnswers(turn: Turn): Outcome {
  const { slots, answered, understanding, message } = turn;
  const pressed = understanding.entities.find(({ entity }) => entity === 'booking_confirmed')?.value;
  const made = booked.safeParse(slots.reservation).data;
  if (made !== undefined && pressed === made.token) {
    return { ...reply('booking/already', { reference: made.reference }), next: null };
  }
  const contact = slots.guest_contact ?? message.guest.email ?? message.guest.phone ?? null;
  return together(
    { replies: [], slots: { guest_contact: contact, ...stayAndChoice(turn) } },
    answered.includes('guest_name') ? checkName(slots.guest_name, isSomethingElse(turn)) : rename(turn),
    isStale(slots) ? { replies: [], slots: { booking_confirmed: null } } : nothing,
  );
}

const nothing: Outcome = { replies: [] };
/** What `guest_contact` is filled from. */
const contacts: ReadonlySet<string> = new Set(['email', 'phone']);

function stayAndChoice({ slots, answered }: Turn): Record<string, unknown> {
  if ((slots.offer ?? null) === null) return {};
  const choice = readChoice(slots.offer);
  if (choice === null) return { offer: null, ...unasked };
  const stay = slotsOf(choice);
  const isSoMany = Number(slots.rooms ?? 1) === choice.search.rooms.length;
  const isSame =
    isSoMany && Object.entries(stay).every(([name, value]) => JSON.stringify(slots[name]) === JSON.stringify(value));
  if (answered.includes('offer')) {
    const isQuoted = readQuote(slots.quote)?.offer === slots.offer;
    return { ...stay, room_type: choice.roomTypeId, ...(isQuoted ? {} : unasked) };
  }
  const isOtherType = answered.includes('room_type') && slots.room_type !== choice.roomTypeId;
  return isSame && !isOtherType ? {} : { offer: null, ...unasked };
}

function slotsOf({ search: { arrival, departure, rooms } }: Choice): Record<string, unknown> {
  const childrenAges = rooms.flatMap((room) => room.childrenAges);
  return {
    arrival: arrival.toString(),
    departure: departure.toString(),
    adults: rooms.reduce((sum, { adults }) => sum + adults, 0),
    children: childrenAges.length,
    child_ages: childrenAges,
    ...(rooms.length > 1 && { rooms: rooms.length }),
  };
}

/** What was taken for a name says something else: a day, a pressed button. A contact may stand beside a name. */
function isSomethingElse({ slots, text, understanding }: Turn): boolean {
  const isName = readName(text) !== null && understanding.entities.every(({ entity }) => contacts.has(entity));
  return understanding.entities.length > 0 && slots.guest_name === text && !isName;
}

/** Written as it was read. */
function checkName(said: unknown, isOther: boolean): Outcome {
  const name = isOther ? null : readName(said);
  if (name !== null) return { replies: [], slots: { guest_name: name } };
  return { ...(isOther ? nothing : reply('booking/name_unclear')), slots: { guest_name: null } };
}

/** "Sorry, my name is Rob Smith", after a name was given. */
function rename({ slots, text }: Turn): Outcome {
  const name = (slots.guest_name ?? null) === null ? null : readNewName(text);
  return name === null ? nothing : { replies: [], slots: { guest_name: name, booking_confirmed: null } };
}

/** A button of an older question does not answer this one. */
function isStale({ booking_confirmed: answer, quote }: Turn['slots']): boolean {
  return typeof answer === 'string' && answer !== readQuote(quote)?.token;
}
