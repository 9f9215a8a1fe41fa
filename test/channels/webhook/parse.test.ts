import { expect } from 'chai';
import { parse } from '../../../channels/webhook/parse.ts';

const now = Temporal.Instant.from('2026-06-01T10:00:00Z');
const parseBody = (body: string) => parse(new TextEncoder().encode(body), ['north', 'south'], now);
const parseItems = (...messages: unknown[]) => parseBody(JSON.stringify({ messages }));
const least = { id: 'm1', from: 'guest-1', text: 'Hola' };

describe('webhook: parse', () => {
  it('needs no more than an id, a guest and words', () => {
    expect(parseItems(least)).to.deep.equal({
      messages: [
        {
          providerId: 'm1',
          account: 'north',
          guest: { key: 'guest-1' },
          from: 'guest',
          sentAt: '2026-06-01T10:00:00Z',
          parts: [{ type: 'text', text: 'Hola' }],
        },
      ],
      deliveries: [],
      skipped: [],
    });
  });

  it('reads all that a message may say', () => {
    const item = {
      ...least,
      account: 'south',
      name: 'Ana',
      locale: 'es-ES',
      sentAt: '2026-06-01T12:00:00+02:00',
      staff: true,
    };
    expect(parseItems(item).messages[0]).to.deep.include({
      account: 'south',
      guest: { key: 'guest-1', name: 'Ana', locale: 'es-ES' },
      from: 'staff',
      sentAt: '2026-06-01T10:00:00Z',
    });
  });

  it('reads a choice that was taken, with its title where there is one', () => {
    const parts = (item: object) => parseItems({ id: 'm1', from: 'guest-1', ...item }).messages[0]?.parts;
    expect(parts({ payload: '/affirm', text: 'Sí' })).to.deep.equal([
      { type: 'picked', payload: '/affirm', title: 'Sí' },
    ]);
    expect(parts({ payload: '/affirm' })).to.deep.equal([{ type: 'picked', payload: '/affirm', title: '/affirm' }]);
  });

  it('skips an item that cannot be read, tells why by names of fields, and keeps its neighbours', () => {
    const wrong: [unknown, string][] = [
      [{ ...least, id: '' }, 'id'],
      [{ ...least, id: 'x'.repeat(257) }, 'id'],
      [{ ...least, from: 7, text: null }, 'from, text'],
      [{ id: 'm1', from: 'guest-1' }, 'text'],
      [{ ...least, text: ' \n' }, 'text'],
      [{ ...least, text: 'x'.repeat(20_001) }, 'text'],
      [{ ...least, account: 'east' }, 'account'],
      [{ ...least, sentAt: 'yesterday' }, 'sentAt'],
      [{ ...least, sentAt: '0000-01-01T00:00:00Z' }, 'sentAt'],
      [{ ...least, sentAt: '2026-02-30T00:00:00Z' }, 'sentAt'],
      [{ ...least, sentAt: 1_780_300_800 }, 'sentAt'],
      [null, 'no object'],
      ['Hola', 'no object'],
    ];
    for (const [item, fields] of wrong) {
      const { messages, skipped } = parseItems({ ...least, id: 'before' }, item, { ...least, id: 'after' });
      expect(skipped, JSON.stringify(item)).to.deep.equal([`message 1: ${fields}`]);
      expect(messages.map(({ providerId }) => providerId)).to.deep.equal(['before', 'after']);
    }
  });

  it('skips a body that holds no list of messages', () => {
    for (const body of ['', 'Hola', 'null', '[]', '{}', '{"messages":{}}', '{"messages":[']) {
      const skipped = ['the body is no JSON with a list of messages'];
      expect(parseBody(body), body).to.deep.equal({ messages: [], deliveries: [], skipped });
    }
  });

  it('finds nothing in an empty list', () => {
    expect(parseItems()).to.deep.equal({ messages: [], deliveries: [], skipped: [] });
  });

  it('keeps what a later version of the sender may add out of the message', () => {
    expect(parseItems({ ...least, mood: 'good' })).to.deep.equal(parseItems(least));
  });
});
