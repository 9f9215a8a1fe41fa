import { createHash } from 'node:crypto';
import { harmless } from './booking-body.ts';
import type { Desk } from './desk.ts';
import { markSent, once } from './journal.ts';
import { loadStay } from './load.ts';
import { invalid, refusal } from './refuse.ts';
import { type Item, itemsOf, numberOf, textOf } from './values.ts';
import { xml } from './xml.ts';

const LONGEST = 10_000;

/** A thread at customer service, which is where the reception reads: a remark would need the whole booking again. */
export async function addNote(
  desk: Desk,
  reference: string,
  note: string,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  const message = harmless(note).slice(0, LONGEST);
  if (message === '') throw invalid('note', 'The note is empty.');
  const { client, options } = desk;
  const write = { kind: 'note', key, request: [reference, note] };
  await once(
    desk,
    write,
    signal,
    () => null,
    async (entry, inner) => {
      const { order, booking } = await loadStay(desk, reference, inner);
      if (options.contact === null) throw refusal('ERR_PMS_NOT_ALLOWED_BY_POLICY', 'This hotel takes no notes.');
      // The thread of an earlier try is written into again.
      let thread = numberOf((entry.before as Item | null)?.thread);
      if (thread === 0) {
        const { languages } = await desk.recentCatalog(inner);
        const customer = ((booking.associations as Item | undefined)?.customer_detail ?? {}) as Item;
        const body = xml({
          customer_thread: {
            id_lang: languages[0]?.id ?? 1,
            id_contact: options.contact,
            id_shop: 1,
            id_order: order.id,
            id_customer: numberOf(customer.id_customer ?? customer.id ?? order.item.id_customer),
            email: textOf(customer.email),
            token: createHash('sha256').update(entry.source).digest('hex').slice(0, 12),
            status: 'open',
          },
        });
        const made = await client.one('customer_threads', 'customer_thread', {
          method: 'POST',
          body,
          writes: true,
          signal: inner,
        });
        thread = numberOf(made?.id ?? itemsOf(made)[0]?.id);
        if (thread === 0) throw refusal('ERR_PMS_UNKNOWN_OUTCOME', 'QloApps was not seen to open a thread.');
      }
      await markSent(desk, entry, { thread });
      const body = xml({ customer_message: { id_customer_thread: thread, id_employee: 0, message, private: 0 } });
      await client.one('customer_messages', 'customer_message', { method: 'POST', body, writes: true, signal: inner });
      return null;
    },
  );
}
