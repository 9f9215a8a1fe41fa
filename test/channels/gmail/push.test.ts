import { aRequest } from '@botones/contract/testing';
import { expect } from 'chai';
import { type Hotel, openHotel, signal } from './hotel.ts';

describe('gmail: push', () => {
  const push = {
    topic: 'projects/hotel/topics/gmail',
    audience: 'https://chat.example.com/gmail',
    serviceAccount: 'push@hotel.iam.gserviceaccount.com',
  };
  let hotel: Hotel;
  let requests: { headers: Record<string, string>; body: string }[];
  let bell: { url: string; close(): Promise<void> };

  beforeEach(async () => {
    const { createServer } = await import('node:http');
    requests = [];
    const server = createServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      requests.push({ headers: incoming.headers as Record<string, string>, body: Buffer.concat(chunks).toString() });
      outgoing.writeHead(204).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    bell = {
      url: `http://127.0.0.1:${port}/gmail`,
      close: () => new Promise((done) => server.close(() => done())),
    };
    hotel = await openHotel({ push });
    hotel.google.subscribe({ url: bell.url, audience: push.audience, email: push.serviceAccount });
  });
  afterEach(async () => {
    await bell.close();
    await hotel.close();
  });

  const verdict = async () => {
    const last = requests.at(-1);
    if (last === undefined) throw new Error('Nobody rang.');
    return hotel.state.channel.verify?.(aRequest({ headers: last.headers, body: last.body }));
  };

  it('rings, and is believed', async () => {
    await hotel.look();
    await hotel.google.idle();
    expect(requests.length).to.be.at.least(1);
    expect(await verdict()).to.deep.equal({ ok: true });
    expect(hotel.state.channel.parse?.(aRequest({ body: requests[0]?.body ?? '' }))).to.deep.equal({
      messages: [],
      deliveries: [],
      news: true,
    });
  });

  for (const forgery of [
    'audience',
    'email',
    'unverified',
    'issuer',
    'expired',
    'future',
    'alg-none',
    'alg-hs256',
    'key',
    'signature',
    'garbage',
    'none',
  ] as const) {
    it(`does not believe a forged token: ${forgery}`, async () => {
      await hotel.google.pusher.bring('hotel@example.com', 1n, forgery);
      expect(await verdict()).to.include({ ok: false, status: 401 });
    });
  }

  it('does not believe one without a token', async () => {
    expect(await hotel.state.channel.verify?.(aRequest({ body: '{}' }))).to.include({ ok: false, status: 401 });
  });

  it('believes a new key of Google’s', async () => {
    await hotel.google.pusher.bring('hotel@example.com', 1n);
    expect(await verdict()).to.deep.equal({ ok: true });
  });

  it('is asked for again each day, for it ends after seven', async () => {
    await hotel.look();
    await hotel.google.advance({ hours: 12 });
    await hotel.look();
    const watches = () => hotel.google.calls.filter(({ path }) => path.endsWith('/watch')).length;
    expect(watches()).to.equal(1);
    await hotel.google.advance({ hours: 13 });
    await hotel.look();
    expect(watches()).to.equal(2);
  });

  it('is missed by nobody: the slow look goes on without it', async () => {
    hotel.google.set({ push: { granted: false } });
    await hotel.look();
    await hotel.guest.writes({ subject: 'S', text: 'Hi' });
    expect(await hotel.look()).to.have.length(1);
    expect(hotel.lines).to.include('Gmail could not be asked to ring');
    expect(hotel.state.channel.pollSeconds).to.equal(600);
  });

  it('is refused where it is not configured', async () => {
    const other = await openHotel();
    expect(await other.state.channel.verify?.(aRequest({ body: '{}' }))).to.include({ ok: false, status: 404 });
    expect(other.state.channel.pollSeconds).to.equal(30);
    await other.close();
    expect(signal.aborted).to.equal(false);
  });
});
