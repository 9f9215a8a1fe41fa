import { createHmac } from 'node:crypto';
import type { HttpRequest } from '@botones/contract';
import { aRequest } from '@botones/contract/testing';
import { parse } from '../../../channels/whatsapp/parse.ts';

export const secret = 'test_app_secret';
export const number = '2000';
export const now = Temporal.Instant.from('2026-11-22T10:00:00Z');
export const options = { token: 'EAAtesttoken', appSecret: secret, verifyToken: 'a word of ours' };

/** One POST with these changes; each a field and a value. */
export function envelope(...changes: { field?: string; value: object }[]): object {
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '900', changes: changes.map(({ field = 'messages', value }) => ({ field, value })) }],
  };
}

export const metadata = { display_phone_number: '15550001111', phone_number_id: number };

/** A value of the field `messages`, with the guest whom all samples have. */
export function messagesOf(...messages: object[]): { value: object } {
  const contacts = [{ profile: { name: 'Ana', username: 'ana.t' }, wa_id: '15550002222', user_id: 'US.1000' }];
  const all = messages.map((message, index) => ({
    from: '15550002222',
    from_user_id: 'US.1000',
    id: `wamid.${index + 1}`,
    timestamp: '1790416800',
    ...message,
  }));
  return { value: { messaging_product: 'whatsapp', metadata, contacts, messages: all } };
}

export const statusesOf = (...statuses: object[]) => ({
  value: { messaging_product: 'whatsapp', metadata, statuses },
});

export const parsed = (payload: unknown) => parse(Buffer.from(JSON.stringify(payload)), number, now);

/** What one message is read as. */
export function read(message: object) {
  const { messages, events = [], skipped = [] } = parsed(envelope(messagesOf(message)));
  return { message: messages[0], event: events[0], skipped };
}

export function signed(payload: unknown, key = secret): HttpRequest {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const signature = createHmac('sha256', key).update(body).digest('hex');
  return aRequest({
    body,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
  });
}
