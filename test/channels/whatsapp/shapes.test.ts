import type { Received } from '@botones/contract';
import { expect } from 'chai';
import { assertReceived } from '../../../core/contract/testing/assertions/received.ts';
import { everyChange } from './every-update.ts';
import { envelope, messagesOf, metadata, number, parsed, statusesOf } from './samples.ts';
import { eventShapes } from './shapes/events.ts';
import { fieldShapes } from './shapes/fields.ts';
import { messageShapes } from './shapes/messages.ts';
import { statusShapes } from './shapes/statuses.ts';

const guest = { key: 'US.1000', otherKey: '15550002222', name: 'Ana', phone: '+15550002222' };
type Change = { field?: string; value: object };

function readAs(...changes: Change[]): Required<Omit<Received, 'news'>> {
  const received = parsed(envelope(...changes));
  assertReceived(received);
  return { events: [], skipped: [], ...received };
}

describe('whatsapp: shapes', () => {
  describe('of messages', () => {
    for (const { what, message, read } of messageShapes) {
      it(what, () => {
        const { messages, events, skipped, deliveries } = readAs(messagesOf(message));
        expect([events, skipped, deliveries]).to.deep.equal([[], [], []]);
        expect(messages).to.have.length(1);
        const { raw: _, ...rest } = messages[0] ?? expect.fail();
        const told = { providerId: 'wamid.1', account: number, guest, from: 'guest', sentAt: '2026-09-26T10:00:00Z' };
        expect(rest).to.deep.equal({ ...told, ...read });
      });
    }
  });

  describe('of what is no message', () => {
    for (const { what, message, contacts, read } of eventShapes) {
      it(what, () => {
        const { value } = messagesOf(message);
        const { messages, events, skipped } = readAs({ value: { ...value, ...(contacts === null && { contacts }) } });
        expect([messages, skipped]).to.deep.equal([[], []]);
        expect(events).to.have.length(1);
        expect(events[0]).to.deep.include({
          providerId: 'wamid.1',
          account: number,
          at: '2026-09-26T10:00:00Z',
          ...read,
        });
        if (events[0]?.type === 'note') expect(events[0].raw).to.be.an('object');
      });
    }
  });

  describe('of statuses', () => {
    for (const { what, status, read } of statusShapes) {
      it(what, () => {
        const { deliveries, messages, events } = readAs(
          statusesOf({ id: 'wamid.OUT', timestamp: '1790416832', recipient_id: '15550002222', ...status }),
        );
        expect([messages, events]).to.deep.equal([[], []]);
        if (read === null) return expect(deliveries).to.deep.equal([]);
        const id = 'id' in status ? {} : { providerId: 'wamid.OUT' };
        const told = { ...id, account: number, at: '2026-09-26T10:00:32Z' };
        const [delivery, ...more] = deliveries;
        expect(more).to.deep.equal([]);
        expect(delivery).to.deep.equal({ ...told, state: 'failed', ...read });
      });
    }
  });

  describe('of news in fields of their own', () => {
    for (const { what, field, value, read, bare } of fieldShapes) {
      it(what, () => {
        const { messages, deliveries, events, skipped } = readAs({ field, value });
        expect([messages, deliveries, skipped]).to.deep.equal([[], [], []]);
        expect(events).to.have.length(1);
        expect(events[0]).to.deep.include({ account: number, ...read });
        if (bare) expect(events[0]).to.not.have.property('raw');
      });
    }
  });

  it('of echoes: each message as staff wrote it, each deed as staff did it', () => {
    for (const { what, message, read } of messageShapes) {
      const [echo] = (
        messagesOf({ ...message, from: '15550001111', from_user_id: undefined }).value as { messages: object[] }
      ).messages;
      const to = { to: '15550002222', to_user_id: 'US.1000' };
      for (const field of ['smb_message_echoes', 'message_echoes']) {
        const { messages, events } = readAs({ field, value: { metadata, message_echoes: [{ ...echo, ...to }] } });
        expect(events, what).to.deep.equal([]);
        expect(messages, what).to.have.length(1);
        expect(messages[0], what).to.deep.include({ from: 'staff', parts: read.parts });
        expect(messages[0]?.guest, what).to.deep.equal({
          key: 'US.1000',
          otherKey: '15550002222',
          phone: '+15550002222',
        });
        expect(messages[0], what).to.not.have.any.keys('leaveTo', 'opensWindow');
      }
    }
  });

  describe('whatever form they take', () => {
    const shapes: Change[] = [
      ...everyChange,
      ...messageShapes.map(({ message }) => messagesOf(message)),
      ...eventShapes.map(({ message }) => messagesOf(message)),
      ...statusShapes.map(({ status }) => statusesOf({ id: 'wamid.OUT', timestamp: '1790416832', ...status })),
    ];
    /** What is read, but for what is kept word for word. */
    const essence = (received: Received) =>
      JSON.stringify(received, (key, value) => (key === 'raw' || key === 'pricing' ? undefined : value));
    const forms: Record<string, (value: unknown) => unknown> = {
      'numbers as words': (value) => deepMap(value, (each) => (typeof each === 'number' ? String(each) : each)),
      'words as numbers': (value) =>
        deepMap(value, (each) => (typeof each === 'string' && /^[1-9]\d{0,14}$/.test(each) ? Number(each) : each)),
      'further keys everywhere': (value) =>
        deepMap(value, (each) => (isPlain(each) ? { ...each, one_more: { of: [1] } } : each)),
      'keys in another order': (value) =>
        deepMap(value, (each) => (isPlain(each) ? Object.fromEntries(Object.entries(each).reverse()) : each)),
      'lists of one as what is in them': (value) =>
        deepMap(value, (each) => (Array.isArray(each) && each.length === 1 && isPlain(each[0]) ? each[0] : each)),
      'nothing for what is not there': (value) =>
        deepMap(value, (each) => (isPlain(each) ? { ...each, context_of: null } : each)),
    };
    for (const [form, change] of Object.entries(forms)) {
      it(form, () => {
        for (const shape of shapes) {
          // Ids of what has none are made from what came.
          const anonymous = (received: Received) => essence(received).replace(/"[\w-]{43}"/g, '"…"');
          const whole = envelope({ field: 'messages', ...shape });
          const expected = anonymous(parsed(JSON.parse(JSON.stringify(whole))));
          expect(
            anonymous(parsed(change(JSON.parse(JSON.stringify(whole))))),
            JSON.stringify(shape).slice(0, 300),
          ).to.equal(expected);
        }
      });
    }

    it('contacts missing: only the name is', () => {
      for (const { what, message } of messageShapes) {
        const { contacts: _, ...value } = messagesOf(message).value as { contacts: unknown };
        const { name: __, ...nameless } = guest;
        expect(readAs({ value }).messages[0]?.guest, what).to.deep.equal(nameless);
      }
    });

    it('sender missing: the contact says it', () => {
      for (const { what, message } of messageShapes) {
        const { value } = messagesOf({ ...message, from: undefined, from_user_id: undefined });
        expect(readAs({ value }).messages[0]?.guest, what).to.deep.equal(guest);
      }
    });

    it('the field missing: what is in it says it', () => {
      for (const shape of [
        messagesOf({ type: 'text', text: { body: 'Hi' } }),
        statusesOf({ id: 'wamid.O', status: 'read' }),
      ]) {
        const whole = envelope(shape);
        const without = JSON.parse(JSON.stringify(whole).replace('"field":"messages",', ''));
        expect(essence(parsed(without))).to.equal(essence(parsed(whole)));
      }
    });

    it('all in one post, over several entries and changes', () => {
      const changes = shapes.map((shape) => ({ field: 'messages', ...shape }));
      const entry = changes.map((change, index) => ({ id: String(index), changes: [change] }));
      const together = parsed({ object: 'whatsapp_business_account', entry });
      const each = changes.map((change) => parsed(envelope(change)));
      expect(together.messages).to.deep.equal(each.flatMap(({ messages }) => messages));
      expect(together.deliveries).to.deep.equal(each.flatMap(({ deliveries }) => deliveries));
      expect(together.events).to.deep.equal(each.flatMap(({ events = [] }) => events));
    });
  });
});

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** From the leaves up. */
function deepMap(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return change(value.map((each) => deepMap(each, change)));
  if (!isPlain(value)) return change(value);
  return change(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deepMap(inner, change)])));
}
