import { expect } from 'chai';
import { openSession } from '../../../channels/web/session.ts';
import { readToken } from '../../../channels/web/token.ts';
import { makeRequest, type RequestParts } from '../../support/http-request.ts';
import { bodyOf, makeDesk } from './make-desk.ts';

interface Opened {
  token: string;
  session: string;
  hotel: string;
  language: string;
  expiresAt: string;
  renewAt: string;
}

describe('web: sessions', () => {
  const open = async (made: ReturnType<typeof makeDesk>, parts: RequestParts = {}) => {
    const answer = await openSession(made.desk, makeRequest({ path: '/sessions', ...parts }));
    return { status: answer.status, body: bodyOf(answer) as Opened };
  };

  it('are random, and their token says whose they are', async () => {
    const made = makeDesk();
    const [one, other] = [await open(made), await open(made)];
    expect(one.status).to.equal(201);
    expect(Buffer.from(one.body.session, 'base64url')).to.have.length(16);
    expect(one.body.session).not.to.equal(other.body.session);
    const claims = readToken(made.desk.key, one.body.token, made.desk.seconds());
    expect(claims).to.include({ account: 'miramar', session: one.body.session });
  });

  it('last as long as the option says, and ask for renewal half-way', async () => {
    const { body } = await open(makeDesk({ sessionDays: 10 }));
    expect(body.expiresAt).to.equal('2026-06-11T12:00:00Z');
    expect(body.renewAt).to.equal('2026-06-06T12:00:00Z');
  });

  it('are renewed by a token that still holds, and begin anew with any other', async () => {
    const made = makeDesk({ sessionDays: 10 });
    const first = await open(made);
    const headers = { authorization: `Bearer ${first.body.token}` };
    made.pass(86_400);
    const renewed = await open(made, { headers });
    expect(renewed.body.session).to.equal(first.body.session);
    expect(renewed.body.expiresAt).to.equal('2026-06-12T12:00:00Z');
    made.pass(10 * 86_400);
    expect((await open(made, { headers })).body.session).not.to.equal(first.body.session);
  });

  it('speak the language of the browser, if the hotel does', async () => {
    const made = makeDesk();
    for (const [wish, language] of [
      ['en-GB', 'en'],
      ['ES', 'es'],
      ['fr', 'es'],
      [undefined, 'es'],
    ]) {
      expect((await open(made, { body: { language: wish } })).body.language).to.equal(language);
    }
  });

  it('are for the hotels that are configured here', async () => {
    const made = makeDesk();
    expect((await open(made, { body: { hotel: 'miramar' } })).body.hotel).to.equal('miramar');
    expect((await open(made, { body: { hotel: 'elsewhere' } })).status).to.equal(404);
  });

  it('need a JSON object, a listed site and patience', async () => {
    expect((await open(makeDesk(), { body: '[' })).status).to.equal(400);
    expect((await open(makeDesk(), { body: { language: 7 } })).status).to.equal(400);
    expect((await open(makeDesk(), { headers: { origin: 'https://evil.example' } })).status).to.equal(403);
    const made = makeDesk({ limits: { sessionsPerAddress: { points: 1, seconds: 60 } } });
    expect((await open(made)).status).to.equal(201);
    expect((await open(made)).status).to.equal(429);
    expect((await open(made, { ip: '192.0.2.2' })).status).to.equal(201);
  });
});
