import { GraphError } from '../graph-error.ts';
import { findGuest, type GuestRecord } from '../guests/record.ts';
import type { PhoneNumber, World } from '../world.ts';
import type { CheckedMessage } from './check-message.ts';

export interface Recipient {
  /** As it was given. */
  input: string;
  /** Undefined: nobody on WhatsApp. */
  guest: GuestRecord | undefined;
  /** Digits that were dialled; undefined for a business-scoped id. */
  dialled?: string;
}

/** Who is meant; `to` wins over `recipient`. */
export function findRecipient(world: World, number: PhoneNumber, message: CheckedMessage): Recipient {
  const { to, recipient = '' } = message;
  if (to === undefined) {
    if (!/^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/.test(recipient)) {
      throw new GraphError(131009, { details: 'Param recipient is not a valid business-scoped user id.' });
    }
    return { input: recipient, guest: reachable(world, recipient) };
  }
  const input = String(to);
  const digits = input.replace(/[\s().+-]/g, '');
  if (!/^\d{5,20}$/.test(digits)) {
    throw new GraphError(131009, { details: 'Recipient is not a valid phone number.' });
  }
  const whole = input.trim().startsWith('+') || digits.startsWith(number.countryCode);
  const dialled = whole ? digits : number.countryCode + digits;
  if (dialled === number.display.replace(/\D/g, '')) throw new GraphError(131021);
  if (number.allowed && !number.allowed.includes(dialled)) throw new GraphError(131030);
  return { input, guest: reachable(world, dialled), dialled };
}

function reachable(world: World, address: string): GuestRecord | undefined {
  const guest = findGuest(world.guests, address);
  return guest?.reachable ? guest : undefined;
}
