import type { Message, Part, Received } from '@botones/contract';
import { z } from 'zod';

const name = z.string().min(1).max(256);

/** In UTC, and in years that a database can hold. */
const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Temporal.Instant.from(text).toString())
  .refine((text) => /^(19[7-9]\d|[2-9]\d{3})-/.test(text));

const item = z
  .object({
    /** The sender's own id; a message that comes again under it is dropped. */
    id: name,
    /** Names the guest; replies carry it as `to`. */
    from: name,
    text: z.string().max(20_000).default(''),
    /** The payload of a choice that the guest took; `text` is its title then. */
    payload: z.string().max(2_000).regex(/\S/).optional(),
    /** The configured account that it came to; default the first. */
    account: name.optional(),
    /** The guest's own name. */
    name: z.string().max(256).optional(),
    /** BCP 47. */
    locale: z.string().max(35).optional(),
    /** Default now. */
    sentAt: instant.optional(),
    /** Written by staff of the hotel, not by the guest. */
    staff: z.boolean().default(false),
  })
  .refine(({ text, payload }) => payload !== undefined || text.trim() !== '', { path: ['text'] });

type Item = z.output<typeof item>;

/** Bytes → messages. An item that cannot be read is skipped, its neighbours are not. */
export function parse(body: Uint8Array, accounts: readonly string[], now: Temporal.Instant): Received {
  const messages: Message[] = [];
  const skipped: string[] = [];
  const items = itemsOf(body);
  if (items === null) skipped.push('the body is no JSON with a list of messages');
  for (const [index, each] of (items ?? []).entries()) {
    const checked = item.safeParse(each);
    const account = checked.data?.account ?? accounts[0];
    if (!checked.success) skipped.push(`message ${index}: ${fieldsOf(checked.error)}`);
    else if (account === undefined || !accounts.includes(account)) skipped.push(`message ${index}: account`);
    else messages.push(toMessage(checked.data, account, now));
  }
  return { messages, deliveries: [], skipped };
}

function itemsOf(body: Uint8Array): unknown[] | null {
  try {
    const { messages } = JSON.parse(new TextDecoder().decode(body)) as { messages?: unknown };
    return Array.isArray(messages) ? messages : null;
  } catch {
    return null;
  }
}

/** What is wrong, by names of fields: the schema's own sentences may repeat what the guest wrote. */
function fieldsOf({ issues }: z.ZodError): string {
  return issues.map(({ path }) => path.join('.') || 'no object').join(', ');
}

function toMessage({ id, from, name, locale, ...rest }: Item, account: string, now: Temporal.Instant): Message {
  return {
    providerId: id,
    account,
    guest: { key: from, ...(name === undefined ? {} : { name }), ...(locale === undefined ? {} : { locale }) },
    from: rest.staff ? 'staff' : 'guest',
    sentAt: rest.sentAt ?? now.toString(),
    parts: [toPart(rest)],
  };
}

function toPart({ text, payload }: Pick<Item, 'text' | 'payload'>): Part {
  return payload === undefined ? { type: 'text', text } : { type: 'picked', payload, title: text || payload };
}
