import type { ChannelEvent, DeliveryEvent, GuestAddress, Message, Received } from '../../index.ts';
import { inboundPart } from './part.ts';
import {
  between,
  instant,
  key,
  listOf,
  matching,
  object,
  oneOf,
  optional,
  plain,
  type Rule,
  record,
  text,
  words,
} from './rules.ts';

/** The longest provider id and the longest guest key that rows and indexes carry. */
const MAX_PROVIDER_ID = 512;
const MAX_GUEST_KEY = 256;

const guest = object<GuestAddress>({
  key: key(MAX_GUEST_KEY),
  otherKey: optional(key(MAX_GUEST_KEY)),
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
  opensWindow: optional(between(0, 24 * 365)),
  raw: plain,
});

const delivery: Rule = (value, path) => {
  object<DeliveryEvent>({
    itemId: optional(words),
    providerId: optional(words),
    account: words,
    state: oneOf('sent', 'delivered', 'read', 'failed'),
    at: instant,
    failure: optional(
      object<NonNullable<DeliveryEvent['failure']>>({
        code: words,
        detail: text,
        kind: optional(oneOf('recipient', 'window', 'content', 'account')),
      }),
    ),
    pricing: optional(record),
    windowUntil: optional(instant),
  })(value, path);
  const { itemId, providerId } = value as DeliveryEvent;
  words(itemId ?? providerId, `${path}.providerId`);
};

type Of<Type extends ChannelEvent['type']> = Extract<ChannelEvent, { type: Type }>;

const told = { type: words, providerId: key(MAX_PROVIDER_ID), account: words, at: instant };
const byGuest = { ...told, guest, from: oneOf('guest', 'staff') };
const events: { [Type in ChannelEvent['type']]: Rule } = {
  reaction: object<Of<'reaction'>>({
    ...byGuest,
    message: words,
    emoji: (value, path) => value === null || words(value, path),
  }),
  edit: object<Of<'edit'>>({ ...byGuest, message: words, parts: listOf(inboundPart) }),
  revoke: object<Of<'revoke'>>({ ...byGuest, message: words }),
  move: object<Of<'move'>>({ ...told, guest, was: listOf(key(MAX_GUEST_KEY)) }),
  note: object<Of<'note'>>({ ...told, guest: optional(guest), what: words, raw: plain }),
  trouble: object<Of<'trouble'>>({ ...told, code: words, detail: text }),
};

const event: Rule = (value, path) => {
  const { type } = (value ?? {}) as { type: ChannelEvent['type'] };
  oneOf(...Object.keys(events))(type, `${path}.type`);
  events[type](value, path);
};

/** Throws unless this is what `parse` may return. */
export function assertReceived(value: unknown): asserts value is Received {
  object<Received>({
    messages: listOf(message),
    deliveries: listOf(delivery),
    events: optional(listOf(event)),
    skipped: optional(listOf(words)),
    news: optional(oneOf(true, false)),
  })(value, 'received');
}
