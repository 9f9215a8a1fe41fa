import type { Desk } from './desk.ts';
import { rowsOf } from './order.ts';
import { refusal } from './refuse.ts';
import { numberOf, wordOf } from './values.ts';
import { xml } from './xml.ts';

/** Ids can differ by shop: those of a new one hold unless another state has the name. */
const known = {
  awaiting: { id: 1, name: /^(awaiting (?!remote)|pendiente de pago|en espera de(l)? pago)/i },
  paid: { id: 2, name: /^(payment accepted|paid|pago aceptado|pagad[oa]|complete payment)/i },
  cancelled: { id: 4, name: /^(cancell?ed|cancelad[oa]|anulad[oa]|storniert|annul)/i },
  partial: { id: 8, name: /^(partial payment|pago parcial)/i },
};
export type State = keyof typeof known;

export async function stateId({ client }: Desk, wanted: State, signal: AbortSignal): Promise<number> {
  const { id, name } = known[wanted];
  const all = await client.list('order_states', 'order_states', { query: { display: 'full', language: 1 }, signal });
  const named = all.filter((state) => name.test(wordOf(state.name, 1)));
  const isDefault = named.length === 0 || named.some((state) => numberOf(state.id) === id);
  return isDefault ? id : numberOf(named[0]?.id);
}

/** A new entry of its history: rooms are given back with a cancellation, and no terms are applied. */
export async function setState(desk: Desk, idOrder: number, wanted: State, signal: AbortSignal): Promise<void> {
  const id_order_state = await stateId(desk, wanted, signal);
  const body = xml({ order_history: { id_order: idOrder, id_order_state } });
  const call = { method: 'POST', body, writes: true, signal } as const;
  const made = await desk.client.one('order_histories', 'order_history', call);
  if (made === null) throw refusal('ERR_PMS_UNKNOWN_OUTCOME', 'The state was not seen to change.');
}

/** Cancels an order and looks whether its rooms are free again. Twice does no harm. */
export async function giveBack(desk: Desk, idOrder: number, signal: AbortSignal): Promise<void> {
  await setState(desk, idOrder, 'cancelled', signal);
  const rows = await rowsOf(desk, idOrder, signal);
  if (rows.some(({ isGone }) => !isGone))
    throw refusal('ERR_PMS_UNKNOWN_OUTCOME', 'The rooms of a cancelled order were not seen to be free.');
}
