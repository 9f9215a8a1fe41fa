import { expect } from 'chai';
import { refusals } from '../index.ts';
import { answerLines, openRig, type Rig, raw } from './rig.ts';

describe('the limits of the fake Gmail', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(() => rig.google.close());

  it('lets a mailbox spend 6,000 units in any minute, and says in words when to come again', async () => {
    const { id } = await rig.google.guest('ana@example.org').writes({ text: 'Hello' });
    const token = rig.google.accessToken();
    for (let count = 0; count < 300; count += 1) {
      expect((await rig.ask(`/messages/${id}?format=minimal`, { token })).status).to.equal(200);
      if (count === 149) await rig.google.advance({ seconds: 20 });
    }
    const { status, body } = await rig.ask(`/messages/${id}`, { token });
    expect(status).to.equal(403);
    expect(body.error.errors[0]).to.include({ domain: 'usageLimits', reason: 'userRateLimitExceeded' });
    expect(body.error.message).to.equal('User-rate limit exceeded.  Retry after 2026-11-22T10:01:00.000Z');
    await rig.google.advance({ seconds: 39 });
    expect((await rig.ask(`/messages/${id}`, { token })).status).to.equal(403);
    await rig.google.advance({ seconds: 1 });
    expect((await rig.ask(`/messages/${id}`, { token })).status).to.equal(200);
    expect(rig.google.meter.most('hotel@example.com')).to.equal(6000);
  });

  it('prices by method, and answers 429 on demand', async () => {
    rig.google.set({ quota: { perUserMinute: 107, answer: 429 } });
    const send = () => rig.ask('/messages/send', { method: 'POST', body: { raw: raw(answerLines('<x@y>')) } });
    expect((await send()).status).to.equal(200);
    expect((await rig.ask('/messages')).status).to.equal(200);
    expect((await rig.ask('/profile')).status).to.equal(200);
    expect(rig.google.meter.spent('hotel@example.com')).to.equal(106);
    expect((await rig.ask('/messages')).status).to.equal(429);
    expect(rig.google.meter.spent('hotel@example.com')).to.equal(106);
  });

  it('stops at a number of mails a day', async () => {
    rig.google.set({ sendsPerDay: 2 });
    const send = () => rig.ask('/messages/send', { method: 'POST', body: { raw: raw(answerLines('<x@y>')) } });
    expect([(await send()).status, (await send()).status, (await send()).status]).to.deep.equal([200, 200, 429]);
    await rig.google.advance({ hours: 24 });
    expect((await send()).status).to.equal(200);
  });

  it('refuses mails without recipients, in no base64, and threads that are not there', async () => {
    const send = async (body: object) => (await rig.ask('/messages/send', { method: 'POST', body })).status;
    const lines = answerLines('<x@y>');
    expect(await send({})).to.equal(400);
    expect(await send({ raw: '{}' })).to.equal(400);
    expect(await send({ raw: raw(lines.filter((line) => !/^To/.test(line))) })).to.equal(400);
    expect(await send({ raw: raw(lines), threadId: 'abcdef0123456789' })).to.equal(404);
    expect(await send({ raw: raw(lines), threadId: 'x' })).to.equal(400);
  });

  it('plays what a test plans: refusals by method, and a send that is done and never answered', async () => {
    rig.google.mishaps.next(
      { kind: 'error', error: refusals.unavailable() },
      { when: ({ method }) => method === 'messages.list' },
    );
    expect((await rig.ask('/profile')).status).to.equal(200);
    expect((await rig.ask('/messages')).status).to.equal(503);
    expect((await rig.ask('/messages')).status).to.equal(200);
    for (const [name, [status, reason]] of Object.entries({
      rate: [403, 'rateLimitExceeded'],
      quota: [403, 'quotaExceeded'],
      scope: [403, 'insufficientPermissions'],
      'daily-limit': [403, 'dailyLimitExceeded'],
      'too-many': [429, 'rateLimitExceeded'],
      'no-mail-service': [400, 'failedPrecondition'],
    } as const)) {
      rig.google.mishaps.next({ kind: 'error', error: refusals[name as keyof typeof refusals]() });
      const { status: given, body } = await rig.ask('/profile');
      expect([given, body.error.errors[0].reason]).to.deep.equal([status, reason]);
    }
    rig.google.mishaps.next({ kind: 'reset', taken: true });
    const body = { raw: raw(answerLines('<x@y>')) };
    const lost = await rig.ask('/messages/send', { method: 'POST', body }).catch(() => 'lost');
    expect(lost).to.equal('lost');
    expect(rig.google.mailbox.all()).to.have.length(1);
  });

  it('writes base64 with and without padding, and empty lists on demand', async () => {
    const { id } = await rig.google.deliver('From: a@b.example\nTo: hotel@example.com\n\nabcd');
    const data = async () => (await rig.ask(`/messages/${id}`)).body.payload.body.data;
    expect(await data()).to.equal('YWJjZA==');
    rig.google.set({ base64: 'unpadded', emptyLists: 'empty' });
    expect(await data()).to.equal('YWJjZA');
    expect((await rig.ask('/messages?q=nothing')).body).to.deep.equal({ messages: [], resultSizeEstimate: 0 });
  });
});
