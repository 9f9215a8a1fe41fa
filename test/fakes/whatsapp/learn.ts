import { findGuest, makeGuest } from './guests/record.ts';
import { openWindow } from './window.ts';
import type { World } from './world.ts';

type Keys = Record<string, unknown>;

const items = (value: unknown): Keys[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];

/** Takes over who writes what to whom in a payload of a test, so that what is sent back to them arrives. */
export function learn(world: World, payload: unknown): void {
  for (const entry of items((payload as Keys | null)?.entry)) {
    for (const { value } of items(entry.changes)) {
      const { metadata, messages } = (value ?? {}) as { metadata?: Keys; messages?: unknown };
      for (const message of items(messages)) learnMessage(world, String(metadata?.phone_number_id), message);
    }
  }
}

function learnMessage(world: World, number: string, message: Keys): void {
  const [phone, bsuid] = [message.from, message.from_user_id].map((value) => (typeof value === 'string' ? value : ''));
  const address = bsuid || phone;
  if (!address) return;
  let guest = findGuest(world.guests, address) ?? (phone ? findGuest(world.guests, phone) : undefined);
  if (!guest) {
    guest = makeGuest(world.ids, { phone: phone || '', ...(bsuid ? { bsuid } : {}), shown: phone ? 'both' : 'id' });
    world.guests.push(guest);
  }
  const id = String(message.id);
  guest.wrote.add(id);
  world.known.set(id, number);
  openWindow(world, number, guest, message);
}
