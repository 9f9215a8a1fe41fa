import type { DeliveryEvent, GuestAddress, Message, Received } from '../../index.ts';
import { inboundPart } from './part.ts';
import { instant, key, listOf, matching, object, oneOf, optional, plain, type Rule, text, words } from './rules.ts';

/** The longest provider id and the longest guest key that rows and indexes carry. */
const MAX_PROVIDER_ID = 512;
const MAX_GUEST_KEY = 256;

const guest = object<GuestAddress>({
  key: key(MAX_GUEST_KEY),
  name: optional(text),
  phone: optional(matching(/^\+[1-9]\d{3,14}$/, 'a phone number as E.164')),
  email: optional(matching(/^[^\s@]+@[^\s@]+$/, 'a mail address')),
  locale: optional(text),
});

const message = object<Message>({
  providerId: key(MAX_PROVIDER_ID),
  account: words,
  guest,
  from: oneOf('guest', 'staff'),
  sentAt: instant,
  parts: listOf(inboundPart),
  whole: optional(text),
  subject: optional(text),
  leaveTo: optional(object<NonNullable<Message['leaveTo']>>({ who: oneOf('nobody', 'staff'), reason: words })),
  inReplyTo: optional(words),
  raw: plain,
});

const delivery: Rule = (value, path) => {
  object<DeliveryEvent>({
    itemId: optional(words),
    providerId: optional(words),
    account: words,
    state: oneOf('sent', 'delivered', 'read', 'failed'),
    at: instant,
    failure: optional(object<{ code: string; detail: string }>({ code: words, detail: text })),
  })(value, path);
  const { itemId, providerId } = value as DeliveryEvent;
  words(itemId ?? providerId, `${path}.providerId`);
};

/** Throws unless this is what `parse` may return. */
export function assertReceived(value: unknown): asserts value is Received {
  object<Received>({
    messages: listOf(message),
    deliveries: listOf(delivery),
    skipped: optional(listOf(words)),
    news: optional(oneOf(true, false)),
  })(value, 'received');
}
