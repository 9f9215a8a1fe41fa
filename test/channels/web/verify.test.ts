import type { Verdict } from '@botones/contract';
import { expect } from 'chai';
import { verify } from '../../../channels/web/verify.ts';
import { makeRequest } from '../../support/http-request.ts';
import { bodyOf, makeDesk } from './make-desk.ts';

const refusal = (verdict: Verdict) => (verdict.ok ? 'ok' : `${verdict.status} ${verdict.reason}`);

describe('web: verify', () => {
  it('lets a guest with a token through, from the own page or from a program', async () => {
    const { desk, bearer } = makeDesk();
    expect(refusal(await verify(desk, makeRequest({ headers: bearer() })))).to.equal('ok');
    const own = { ...bearer(), origin: 'https://chat.example.com' };
    expect(refusal(await verify(desk, makeRequest({ headers: own })))).to.equal('ok');
  });

  it('lets only listed sites talk', async () => {
    const { desk, bearer } = makeDesk({ origins: ['https://www.example.com'] });
    const from = async (origin: string) =>
      refusal(await verify(desk, makeRequest({ headers: { ...bearer(), origin } })));
    expect(await from('https://www.example.com')).to.equal('ok');
    expect(await from('https://www.example.com.evil.example')).to.equal('403 origin_not_allowed');
    expect(await from('http://www.example.com')).to.equal('403 origin_not_allowed');
    expect(await from('null')).to.equal('403 origin_not_allowed');
  });

  it('refuses a missing, a forged and an expired token, and one for a hotel that is no longer here', async () => {
    const { desk, bearer, pass } = makeDesk();
    const headers = bearer();
    expect(refusal(await verify(desk, makeRequest()))).to.equal('401 token_missing');
    expect(refusal(await verify(desk, makeRequest({ headers: { authorization: 'Bearer a.b' } })))).to.equal(
      '401 token_invalid',
    );
    expect(refusal(await verify(desk, makeRequest({ headers: bearer('guest-1', 'closed') })))).to.equal(
      '401 token_invalid',
    );
    pass(3600);
    expect(refusal(await verify(desk, makeRequest({ headers })))).to.equal('401 token_invalid');
  });

  it('refuses a body that no message needs, before it is parsed', async () => {
    const { desk, bearer } = makeDesk();
    const verdict = await verify(desk, makeRequest({ headers: bearer(), body: 'x'.repeat(40_000) }));
    expect(refusal(verdict)).to.equal('413 message_too_long');
  });

  it('holds a session and an address to their pace, and says when to come back', async () => {
    const limits = { messagesPerSession: { points: 2, seconds: 10 }, messagesPerAddress: { points: 3, seconds: 20 } };
    const { desk, bearer, pass } = makeDesk({ limits });
    const send = (session: string) => verify(desk, makeRequest({ headers: bearer(session) }));
    expect([refusal(await send('a')), refusal(await send('a'))]).to.deep.equal(['ok', 'ok']);
    const third = await send('a');
    expect(refusal(third)).to.equal('429 too_many_requests');
    expect(third.ok || third.answer?.headers?.['retry-after']).to.equal('10');
    expect([refusal(await send('b')), refusal(await send('c'))]).to.deep.equal(['ok', '429 too_many_requests']);
    pass(20);
    expect(refusal(await send('a'))).to.equal('ok');
  });

  it('answers in the form of all errors', async () => {
    const verdict = await verify(makeDesk().desk, makeRequest());
    expect(verdict.ok || bodyOf(verdict.answer ?? {})).to.have.nested.property('error.code', 'token_missing');
  });
});
