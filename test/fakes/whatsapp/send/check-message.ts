import { GraphError } from '../graph-error.ts';
import { contacts } from './check-contacts.ts';
import { interactive } from './check-interactive.ts';
import { mediaReference } from './check-media.ts';
import { boolean, type Check, isObject, list, numeric, object, oneOf, text } from './fields.ts';

const parameter: Check = (value, at) => {
  const type = isObject(value) ? value.type : undefined;
  oneOf('text', 'payload', 'image', 'video', 'document', 'currency', 'date_time', 'location')(type, `${at}['type']`);
  const plain = object({ type: () => {}, [String(type)]: () => {} }, { parameter_name: text(64) });
  plain(value, at);
};
const component = object(
  { type: oneOf('header', 'body', 'button') },
  { sub_type: oneOf('quick_reply', 'url'), index: () => {}, parameters: list(0, 100, parameter) },
);
const caption = text(1024, { code: 100 });

/** Every kind of message, and what Meta lets it be. */
const kinds: Readonly<Record<string, Check>> = {
  text: object({ body: text(4096, { code: 100 }) }, { preview_url: boolean }),
  image: mediaReference({ caption }),
  audio: mediaReference({ voice: boolean }),
  video: mediaReference({ caption }),
  document: mediaReference({ caption, filename: text(240) }),
  sticker: mediaReference(),
  location: object(
    { latitude: numeric(-90, 90), longitude: numeric(-180, 180) },
    { name: text(1000), address: text(1000) },
  ),
  reaction: object({ message_id: text(500), emoji: text(16, { min: 0 }) }),
  contacts,
  interactive,
  template: object(
    { name: text(512), language: object({ code: text(10) }, { policy: oneOf('deterministic') }) },
    { components: list(0, 100, component) },
  ),
};

const envelope: Readonly<Record<string, Check>> = {
  messaging_product: () => {},
  recipient_type: oneOf('individual'),
  to: (value, at) => {
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new GraphError(100, { details: `Param ${at} must be a string.` });
  },
  recipient: text(140),
  type: oneOf(...Object.keys(kinds)),
  context: object({ message_id: text(500) }),
  biz_opaque_callback_data: text(512, { min: 0, code: 100 }),
};

export interface CheckedMessage {
  to?: string | number;
  recipient?: string;
  type: string;
  context?: { message_id: string };
  biz_opaque_callback_data?: string;
  /** The part under the key of its own type. */
  content: Record<string, unknown>;
}

/** Reads the body of a send, or throws what Meta would answer. */
export function checkMessage(body: Record<string, unknown>): CheckedMessage {
  const type = String(body.type ?? 'text');
  for (const key of Object.keys(body)) {
    if (!Object.hasOwn(envelope, key) && key !== type) {
      const details = `Unexpected key "${key}" on param "".`;
      throw new GraphError(100, { message: `(#100) ${details}`, details });
    }
  }
  for (const [key, check] of Object.entries(envelope)) {
    if (body[key] !== undefined && body[key] !== null) check(body[key], key);
  }
  if (body.to === undefined && body.recipient === undefined) {
    throw new GraphError(100, { message: '(#100) The parameter to is required.' });
  }
  if (body[type] === undefined || body[type] === null) {
    throw new GraphError(131008, { details: `Parameter '${type}' is mandatory for type '${type}'.` });
  }
  kinds[type]?.(body[type], type);
  return { ...body, type, content: body[type] as Record<string, unknown> };
}
