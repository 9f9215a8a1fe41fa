import { expect } from 'chai';
import { acknowledge } from '../../../channels/web/acknowledge.ts';
import { parse } from '../../../channels/web/parse.ts';
import { makeRequest } from '../../support/http-request.ts';
import { bodyOf, makeDesk } from './make-desk.ts';

const id = '6f0d3b0e-52a5-4a3c-9d6e-0a1b2c3d4e5f';

function parseBody(body: string | object) {
  const { desk, bearer } = makeDesk();
  return parse(desk, makeRequest({ headers: bearer(), body }));
}

describe('web: parse', () => {
  it('reads a text', () => {
    expect(parseBody({ id, text: '¿A qué hora?\nGracias', language: 'es' })).to.deep.equal({
      messages: [
        {
          providerId: id,
          account: 'miramar',
          guest: { key: 'guest-1', locale: 'es' },
          from: 'guest',
          sentAt: '2026-06-01T12:00:00Z',
          parts: [{ type: 'text', text: '¿A qué hora?\nGracias' }],
        },
      ],
      deliveries: [],
    });
  });

  it('reads a picked choice', () => {
    const { messages } = parseBody({ id, picked: { payload: '/affirm', title: 'Sí' } });
    expect(messages[0]?.parts).to.deep.equal([{ type: 'picked', payload: '/affirm', title: 'Sí' }]);
  });

  it('keeps markup as it was written', () => {
    const text = '<img src=x onerror=alert(1)> &amp;';
    expect(parseBody({ id, text }).messages[0]?.parts).to.deep.equal([{ type: 'text', text }]);
  });

  it('leaves out what no database can store', () => {
    const { messages } = parseBody(`{"id":"${id}","text":"a\\u0000b\\ud800c"}`);
    expect(messages[0]?.parts).to.deep.equal([{ type: 'text', text: 'ab\ufffdc' }]);
    expect(parseBody({ id, text: '\0' }).skipped).to.deep.equal(['invalid_message']);
  });

  it('takes 4096 bytes and not one more, whatever letters they are', () => {
    expect(parseBody({ id, text: 'ñ'.repeat(2048) }).messages).to.have.length(1);
    expect(parseBody({ id, text: `${'ñ'.repeat(2048)}.` }).skipped).to.deep.equal(['message_too_long']);
  });

  it('skips what is no JSON object', () => {
    for (const body of ['', 'hola', '[]', 'null', '{"id":', '"text"']) {
      const { messages, skipped } = parseBody(body);
      expect(messages, body).to.deep.equal([]);
      expect(skipped, body).to.deep.equal([body === '' ? 'invalid_message' : 'invalid_json']);
    }
  });

  it('skips bytes that are no UTF-8', () => {
    const { desk, bearer } = makeDesk();
    const request = { ...makeRequest({ headers: bearer() }), body: Uint8Array.of(0x7b, 0xff, 0x7d) };
    expect(parse(desk, request).skipped).to.deep.equal(['invalid_json']);
  });

  it('skips what is no message', () => {
    const wrong = [
      { text: 'hola' },
      { id },
      { id, text: ' \n' },
      { id, text: 7 },
      { id: '1', text: 'hola' },
      { id: 'x'.repeat(300), text: 'hola' },
      { id, text: 'hola', picked: { payload: '/a', title: 'A' } },
      { id, picked: { payload: '/a' } },
    ];
    for (const body of wrong) expect(parseBody(body).skipped, JSON.stringify(body)).to.deep.equal(['invalid_message']);
  });

  it('never reads for a guest whose token it cannot trust', () => {
    const { desk } = makeDesk();
    const request = makeRequest({ headers: { authorization: 'Bearer a.b' }, body: { id, text: 'hola' } });
    expect(parse(desk, request)).to.deep.equal({ messages: [], deliveries: [], skipped: ['token_invalid'] });
  });
});

describe('web: acknowledge', () => {
  it('gives the number of each stored message, a double like the first', () => {
    const receipts = [{ providerId: id, conversationId: 'c1', seq: 8, double: true }];
    const answer = acknowledge(parseBody({ id, text: 'hola' }), receipts);
    expect(answer.status).to.equal(200);
    expect(bodyOf(answer)).to.deep.equal({ accepted: [{ id, seq: 8, double: true }] });
  });

  it('says what was wrong with a message that could not be read', () => {
    const cases: [string | object, number][] = [
      ['{', 400],
      [{ id }, 400],
      [{ id, text: 'x'.repeat(5000) }, 413],
    ];
    for (const [body, status] of cases) expect(acknowledge(parseBody(body), []).status).to.equal(status);
  });
});
