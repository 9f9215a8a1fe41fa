import { type Answer, json } from '../../http.ts';
import { GraphError } from '../graph-error.ts';
import { checkMediaUse } from '../media/check-use.ts';
import { planStatuses } from '../webhooks/statuses.ts';
import { isOpen } from '../window.ts';
import type { PhoneNumber, World } from '../world.ts';
import { choicesOf, wordsOf } from './as-seen.ts';
import { type CheckedMessage, checkMessage } from './check-message.ts';
import { checkRead } from './check-read.ts';
import { findRecipient, type Recipient } from './find-recipient.ts';
import { fillTemplate } from './template.ts';

/** A send that was accepted. */
export interface Accepted {
  id: string;
  number: PhoneNumber;
  recipient: Recipient;
  message: CheckedMessage;
  /** Code with which it will fail; null: it arrives. */
  fails: number | null;
}

/** `POST /{phone number}/messages`: a message, or a read mark. */
export async function send(world: World, number: PhoneNumber, body: Record<string, unknown>): Promise<Answer> {
  if (body.messaging_product !== 'whatsapp') {
    throw new GraphError(100, { message: '(#100) The parameter messaging_product is required.' });
  }
  if (body.status !== undefined) return markRead(world, number, body);
  if (!number.registered) throw new GraphError(133010);
  const message = checkMessage(body);
  const recipient = findRecipient(world, number, message);
  const text = message.type === 'template' ? fillTemplate(world.templates, message.content) : null;
  const fails = await fate(world, number, recipient, message);
  world.meters.outbound(number.id, recipient.guest?.key ?? recipient.input);
  const id = world.ids.wamid(recipient.guest?.waId ?? recipient.dialled ?? '');
  world.known.set(id, number.id);
  const accepted = { id, number, recipient, message, fails };
  if (fails === null) show(world, accepted, text);
  await planStatuses(world, accepted);
  const { input, guest, dialled } = recipient;
  const contact = dialled === undefined ? { input, user_id: input } : { input, wa_id: guest?.waId ?? dialled };
  return json({
    messaging_product: 'whatsapp',
    contacts: [contact],
    messages: [{ id, ...(text === null ? {} : { message_status: 'accepted' }) }],
  });
}

/** Null: it will arrive. A code: it is accepted and fails later. Throws what is refused at once. */
async function fate(
  world: World,
  number: PhoneNumber,
  { guest }: Recipient,
  message: CheckedMessage,
): Promise<number | null> {
  const { type, content, context } = message;
  for (const id of [context?.message_id, type === 'reaction' ? content.message_id : undefined]) {
    if (id !== undefined && world.known.get(String(id)) !== number.id) {
      throw new GraphError(131009, { details: 'Invalid message id: it is no message of this phone number.' });
    }
  }
  const late = await checkMediaUse(world, message);
  if (!guest) return 131026;
  const { outsideWindow } = world.settings;
  if (type !== 'template' && outsideWindow !== 'off' && !isOpen(world, number.id, guest)) {
    if (outsideWindow === 'later') return 131047;
    const details =
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.';
    throw new GraphError(131047, { details });
  }
  return late ?? world.doomed.shift() ?? null;
}

function show(world: World, { id, number, recipient, message }: Accepted, text: string | null): void {
  const content = text === null ? message.content : { ...message.content, text, buttons: buttonsOf(world, message) };
  recipient.guest?.saw.push({
    id,
    number: number.id,
    type: message.type,
    content,
    text: wordsOf(message.type, content),
    choices: choicesOf(message.type, content),
    ...(message.context ? { replyTo: message.context.message_id } : {}),
    ...(message.biz_opaque_callback_data === undefined ? {} : { callbackData: message.biz_opaque_callback_data }),
    at: world.clock.now(),
  });
}

/** Quick replies of a template carry the payload that was sent with them, or their own text. */
function buttonsOf({ templates }: World, { content }: CheckedMessage): { id: string; title: string }[] {
  const {
    name,
    language,
    components = [],
  } = content as {
    name: string;
    language: { code: string };
    components?: { type: string; index?: unknown; parameters?: { payload?: string }[] }[];
  };
  const template = templates.find((one) => one.name === name && one.language === language.code);
  return (template?.buttons ?? []).flatMap(({ type, text }, index) => {
    if (type !== 'QUICK_REPLY') return [];
    const given = components.find((one) => one.type === 'button' && Number(one.index) === index);
    return [{ id: given?.parameters?.[0]?.payload ?? text, title: text }];
  });
}

function markRead(world: World, number: PhoneNumber, body: Record<string, unknown>): Answer {
  const { messageId, typing } = checkRead(body);
  const guest = world.guests.find(({ wrote }) => wrote.has(messageId));
  if (!guest || world.known.get(messageId) !== number.id) {
    throw new GraphError(100, { details: 'Invalid message id: no guest wrote it to this phone number.' });
  }
  guest.marks.push({ messageId, number: number.id, typing, at: world.clock.now() });
  return json({ success: true });
}
