import type { Message, Part, Received } from '@botones/contract';
import { z } from 'zod';

const text = (max: number) => z.string().min(1).max(max);

const messageSchema = z.object({
  id: text(256),
  from: text(256),
  text: z.string().max(20_000).optional(),
  payload: text(2_000).optional(),
  name: z.string().max(256).optional(),
  locale: z.string().max(35).optional(),
  sentAt: z.iso.datetime({ offset: true }).optional(),
  staff: z.boolean().optional(),
});

/** Bytes → messages. An item that cannot be read is skipped; the others of its post are not. */
export function parse(body: Uint8Array, account: string, now: string): Received {
  const skipped: string[] = [];
  const messages: Message[] = [];
  for (const [index, item] of itemsOf(body, skipped).entries()) {
    const checked = messageSchema.safeParse(item);
    if (checked.success) messages.push(messageOf(checked.data, account, now));
    else skipped.push(`message ${index}: ${checked.error.issues.map((issue) => issue.path.join('.')).join(', ')}`);
  }
  return { messages, deliveries: [], skipped };
}

function itemsOf(body: Uint8Array, skipped: string[]): unknown[] {
  try {
    const parsed = JSON.parse(Buffer.from(body).toString('utf8')) as { messages?: unknown } | null;
    if (Array.isArray(parsed?.messages)) return parsed.messages;
    skipped.push('body has no list of messages');
  } catch {
    skipped.push('body is not JSON');
  }
  return [];
}

function messageOf(item: z.infer<typeof messageSchema>, account: string, now: string): Message {
  const { id, from, payload, name, locale, sentAt, staff } = item;
  const words = item.text ?? '';
  const part: Part =
    payload === undefined ? { type: 'text', text: words } : { type: 'picked', payload, title: words || payload };
  return {
    providerId: id,
    account,
    guest: { key: from, ...(name === undefined ? {} : { name }), ...(locale === undefined ? {} : { locale }) },
    from: staff ? 'staff' : 'guest',
    sentAt: sentAt ?? now,
    parts: [part],
  };
}
