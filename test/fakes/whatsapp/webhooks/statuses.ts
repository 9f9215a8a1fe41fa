import { errorItem } from '../graph-error.ts';
import { contactOf, recipientKeys } from '../guests/identity.ts';
import type { Accepted } from '../send/send.ts';
import type { StatusName } from '../settings.ts';
import { isOpen } from '../window.ts';
import type { World } from '../world.ts';
import { changeOf, inSeconds } from './change.ts';
import { priceOf } from './price.ts';
import type { Update } from './update.ts';

/** Posts what becomes of a send, as the settings want it. Resolves once what must come before the answer has come. */
export async function planStatuses(world: World, accepted: Accepted): Promise<void> {
  const { statuses } = world.settings;
  const { steps, delayMs, beforeAnswer, together, times } = { ...statuses };
  // A reaction is only ever sent.
  const names =
    accepted.fails === null ? steps.filter((step) => accepted.message.type !== 'reaction' || step === 'sent') : failing;
  const delayOf = (name: StatusName) => (typeof delayMs === 'number' ? delayMs : (delayMs[name] ?? 0));
  const price = priceOf(world, accepted, names);
  const update = (name: StatusName) => statusUpdate(world, accepted, name, price(name));
  const groups = together ? [names] : names.map((name) => [name]);

  for (const group of groups.filter((some) => some.length > 0)) {
    const bring = async () => {
      for (let n = 0; n < times; n += 1) await world.courier.post(group.map(update));
    };
    if (beforeAnswer) await bring();
    else world.courier.later(Math.max(...group.map(delayOf)), bring);
  }
}

const failing: readonly StatusName[] = ['failed'];

function statusUpdate(world: World, accepted: Accepted, name: StatusName, price: Record<string, unknown>): Update {
  const { id, number, recipient, message, fails } = accepted;
  const { guest, dialled } = recipient;
  const who = guest
    ? recipientKeys(guest)
    : dialled === undefined
      ? { recipient_user_id: recipient.input }
      : { recipient_id: dialled };
  const failed = name === 'failed';
  // A failure of a send to a phone names no id of the guest.
  if (failed && dialled !== undefined) delete (who as Record<string, unknown>).recipient_user_id;
  const status = {
    id,
    status: name,
    timestamp: inSeconds(world, world.clock.now()),
    ...who,
    ...price,
    ...(message.biz_opaque_callback_data === undefined
      ? {}
      : { biz_opaque_callback_data: message.biz_opaque_callback_data }),
    ...(failed ? { errors: [errorItem(fails ?? 131000, detailsOf(world, accepted))] } : {}),
  };
  return changeOf(number, 'messages', {
    ...(failed || !guest ? {} : { contacts: [contactOf(guest)] }),
    statuses: [status],
  });
}

function detailsOf(world: World, { fails, recipient, number }: Accepted): string | undefined {
  if (fails !== 131047) return undefined;
  const closed = recipient.guest && !isOpen(world, number.id, recipient.guest);
  return closed
    ? 'Message failed to send because more than 24 hours have passed since the customer last replied to this number.'
    : undefined;
}
