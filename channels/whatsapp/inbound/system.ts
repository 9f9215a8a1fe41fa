import type { ChannelEvent } from '@botones/contract';
import { addressOf, keysOf } from './guest.ts';
import { type Json, objectAt, rawOf, textAt } from './read.ts';

type Told = { providerId: string; account: string; at: string };

/** A system message: a guest has another number or id now, or something that nobody has to do with. */
export function moveOf(of: Json, told: Told): ChannelEvent {
  const system = objectAt(of, 'system');
  const what = textAt(system, 'type') ?? 'system';
  const sender = textAt(of, 'from_user_id');
  const now = keysOf(textAt(system, 'user_id') ?? sender, textAt(system, 'wa_id') ?? textAt(system, 'new_wa_id'));
  const before = keysOf(textAt(system, 'previous_user_id') ?? sender, textAt(of, 'from') ?? textAt(system, 'customer'));
  return (
    moved(now, before, told) ?? { ...told, type: 'note', what: /^\w{1,64}$/.test(what) ? what : 'system', ...rawOf(of) }
  );
}

/** The field `user_id_update`: `user_id: {previous, current}`, beside a number or alone. */
export function readIdUpdate(of: Json, told: Told): ChannelEvent | null {
  const ids = objectAt(of, 'user_id');
  const phone = textAt(of, 'wa_id');
  const now = keysOf(textAt(ids, 'current') ?? textAt(of, 'current_user_id'), phone);
  return moved(now, keysOf(textAt(ids, 'previous') ?? textAt(of, 'previous_user_id'), undefined), told);
}

function moved(now: Keys, before: Keys, told: Told): ChannelEvent | null {
  const guest = addressOf(now);
  const present = [now.id, now.phone];
  const was = [before.id, before.phone].filter((key): key is string => key !== undefined && !present.includes(key));
  if (guest === null || was.length === 0) return null;
  return { ...told, type: 'move', guest, was };
}

type Keys = ReturnType<typeof keysOf>;
