import { expect } from 'chai';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { serve } from '../../http.ts';
import type { Forgery } from '../index.ts';
import { openRig, type Rig } from './rig.ts';

interface Push {
  authorization: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: looked into by the tests.
  body: any;
}

describe('the pushes of the fake Gmail', () => {
  let rig: Rig;
  let pushes: Push[];
  let hotel: { url: string; close(): Promise<void> };
  let status: number;

  beforeEach(async () => {
    rig = await openRig();
    pushes = [];
    status = 204;
    hotel = await serve(async ({ headers, body }) => {
      pushes.push({ authorization: headers.authorization, body: JSON.parse(body.toString()) });
      return { status };
    });
    rig.google.subscribe({ url: `${hotel.url}/gmail` });
  });
  afterEach(async () => {
    await rig.google.close();
    await hotel.close();
  });

  const watch = (topicName = rig.google.topic) =>
    rig.ask('/watch', { method: 'POST', body: { topicName, labelIds: ['INBOX'], labelFilterBehavior: 'INCLUDE' } });
  const writes = () => rig.google.guest('ana@example.org').writes({ text: 'Hello' });
  const dataOf = ({ body }: Push) => Buffer.from(body.message.data, 'base64').toString();

  it('rings at once, and for each new mail, until seven days have passed', async () => {
    const { body } = await watch();
    expect(body.expiration).to.equal(String(rig.google.clock.now().add({ hours: 168 }).epochMilliseconds));
    await rig.google.idle();
    expect(pushes).to.have.length(1);
    await rig.google.advance({ seconds: 2 });
    await writes();
    await rig.google.idle();
    expect(dataOf(pushes[1] as Push)).to.equal(
      `{"emailAddress":"hotel@example.com","historyId":${rig.google.mailbox.history.current}}`,
    );
    expect(pushes[1]?.body).to.include({ subscription: 'projects/hotel/subscriptions/gmail-push', deliveryAttempt: 1 });
    await rig.google.advance({ hours: 168 });
    await writes();
    await rig.google.idle();
    expect(pushes).to.have.length(2);
  });

  it('drops notices above one a second', async () => {
    await watch();
    await rig.google.advance({ milliseconds: 1000 });
    for (let count = 0; count < 5; count += 1) await writes();
    await rig.google.idle();
    expect(pushes).to.have.length(2);
  });

  it('brings notices late, twice, in wrong order, with ids as text, as a test wishes', async () => {
    await watch();
    await rig.google.idle();
    pushes.length = 0;
    rig.google.set({
      push: {
        times: 2,
        historyId: 'string',
        reverse: 2,
        dropAboveOneASecond: false,
        delayMs: 5000,
        padded: false,
        data: 'url',
      },
    });
    await writes();
    await writes();
    await rig.google.idle();
    expect(pushes).to.have.length(0);
    await rig.google.advance({ seconds: 5 });
    const ids = pushes.map(({ body }) => JSON.parse(Buffer.from(body.message.data, 'base64url').toString()).historyId);
    expect(ids).to.have.length(4);
    expect(ids.every((id) => typeof id === 'string')).to.equal(true);
    expect(new Set(ids).size).to.equal(2);
    expect(BigInt(ids[0]) > BigInt(ids[3])).to.equal(true);
    expect(new Set(pushes.map(({ body }) => body.message.messageId)).size).to.equal(2);
  });

  it('tries again what is not acknowledged, and waits longer each time', async () => {
    status = 500;
    await watch();
    await rig.google.idle();
    await rig.google.advance({ seconds: 3 });
    expect(pushes.map(({ body }) => body.deliveryAttempt)).to.deep.equal([1, 2, 3]);
    status = 200;
    await rig.google.advance({ seconds: 4 });
    await rig.google.advance({ hours: 1 });
    expect(pushes).to.have.length(4);
  });

  it('signs with a key of the certs endpoint; forgeries fail', async () => {
    const verify = (authorization = '') =>
      jwtVerify(authorization.replace('Bearer ', ''), createRemoteJWKSet(new URL(rig.google.urls.certs)), {
        issuer: 'https://accounts.google.com',
        audience: `${hotel.url}/gmail`,
        algorithms: ['RS256'],
        currentDate: new Date(rig.google.clock.now().epochMilliseconds),
      });
    await rig.google.pusher.bring('hotel@example.com', 5n);
    const { payload } = await verify(pushes[0]?.authorization);
    expect(payload).to.include({ email: 'push@project.iam.gserviceaccount.com', email_verified: true });
    const forgeries: Forgery[] = [
      'audience',
      'issuer',
      'expired',
      'alg-none',
      'alg-hs256',
      'key',
      'signature',
      'garbage',
      'none',
    ];
    for (const forgery of forgeries) {
      pushes.length = 0;
      await rig.google.pusher.bring('hotel@example.com', 5n, forgery);
      const failure = await verify(pushes[0]?.authorization).catch((error) => error);
      expect(failure, forgery).to.be.instanceOf(Error);
    }
    rig.google.pusher.rotate(false);
    await rig.google.pusher.bring('hotel@example.com', 5n);
    expect((await verify(pushes.at(-1)?.authorization)).payload.aud).to.equal(`${hotel.url}/gmail`);
  });

  it('refuses topics that are none, not its own, or a second one', async () => {
    expect((await watch('gmail')).status).to.equal(400);
    expect((await watch('projects/other/topics/gmail')).status).to.equal(403);
    await watch();
    rig.google.pusher.topics.add('projects/hotel/topics/second');
    expect((await watch('projects/hotel/topics/second')).body.error.message).to.match(/^Only one user push/);
    expect((await rig.ask('/stop', { method: 'POST' })).status).to.equal(204);
    expect((await watch('projects/hotel/topics/second')).status).to.equal(200);
    rig.google.set({ push: { granted: false } });
    expect((await watch('projects/hotel/topics/second')).status).to.equal(403);
  });
});
