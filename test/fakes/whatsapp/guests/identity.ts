import type { GuestRecord } from './record.ts';

type Keys = Record<string, unknown>;

/** The phone as webhooks tell it; undefined: the key is left out. */
function phoneOf({ shown, waId, bsuid }: GuestRecord): string | undefined {
  if (shown === 'both' || shown === 'phone') return waId;
  if (shown === 'id-and-empty-phone') return '';
  return shown === 'id-as-phone' ? bsuid : undefined;
}

const idOf = ({ shown, bsuid }: GuestRecord) => (shown === 'phone' ? undefined : bsuid);

/** `from`, `from_user_id`: who wrote. */
export function senderKeys(guest: GuestRecord): Keys {
  return present({
    from: phoneOf(guest),
    from_user_id: idOf(guest),
    from_parent_user_id: guest.shown === 'phone' ? undefined : guest.parentBsuid,
  });
}

/** `recipient_id`, `recipient_user_id`: of whom a status speaks. */
export function recipientKeys(guest: GuestRecord): Keys {
  return present({ recipient_id: phoneOf(guest), recipient_user_id: idOf(guest) });
}

/** One of `contacts`. */
export function contactOf(guest: GuestRecord): Keys {
  return present({
    profile: present({ name: guest.name, username: guest.username }),
    wa_id: phoneOf(guest),
    user_id: idOf(guest),
    parent_user_id: guest.shown === 'phone' ? undefined : guest.parentBsuid,
  });
}

function present(keys: Keys): Keys {
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
}
