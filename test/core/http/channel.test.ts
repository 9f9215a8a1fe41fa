import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { BotonesError, type Channel, type HttpRequest, type Received } from '@botones/contract';
import { expect } from 'chai';
import { guestMessage } from '../../support/guest-message.ts';
import { makeHttpRig, post, problemIn } from '../../support/http-rig.ts';

const nothing: Received = { messages: [], deliveries: [] };

describe('a channel’s inbound path', () => {
  let rig: ReturnType<typeof makeHttpRig>;

  beforeEach(() => {
    rig = makeHttpRig();
  });
  afterEach(() => rig.close());

  /** Notes each request that the channel's inbound path gets. */
  function noting() {
    const requests: HttpRequest[] = [];
    const channel: Partial<Channel> = {
      parse: (request) => {
        requests.push(request);
        return nothing;
      },
    };
    return { requests, channel };
  }

  it('gets the body byte by byte, whatever its type says', async () => {
    const { requests, channel } = noting();
    const { url } = await rig.serve(channel);
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, n) => n));
    for (const type of [
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain; charset=utf-16',
      'nonsense',
    ]) {
      expect(
        (await post(`${url}/desk?a=1&b=%C3%B1`, bytes, { 'content-type': type, 'X-Signature': 'abc' })).status,
      ).to.equal(200);
    }
    for (const request of requests) {
      expect(createHash('sha256').update(request.body).digest('hex')).to.equal(
        createHash('sha256').update(bytes).digest('hex'),
      );
      expect(request).to.include({ method: 'POST', path: '/' });
      expect(request.query.get('b')).to.equal('ñ');
      expect(request.headers['x-signature']).to.equal('abc');
    }
    expect(requests).to.have.length(4);
  });

  it('may stand below the channel’s own', async () => {
    const { requests, channel } = noting();
    const { url } = await rig.serve({ ...channel, inbound: '/messages' });
    expect((await post(`${url}/desk/messages`)).status).to.equal(200);
    expect((await post(`${url}/desk`)).status).to.equal(404);
    expect(requests.map(({ path }) => path)).to.deep.equal(['/messages']);
  });

  it('parses nothing before the request is verified', async () => {
    const { requests, channel } = noting();
    const { url } = await rig.serve({
      ...channel,
      verify: () => ({ ok: false, status: 401, reason: 'signature wrong' }),
    });
    const response = await post(`${url}/desk`, 'not even JSON');
    expect([response.status, await response.text()]).to.deep.equal([401, '']);
    expect([requests, rig.refusals, rig.failures]).to.deep.equal([[], ['signature wrong'], []]);
  });

  it('stores what was received before it answers, and acknowledges in the channel’s own way', async () => {
    const steps: string[] = [];
    const received: Received = { messages: [guestMessage({ providerId: 'm' })], deliveries: [], skipped: ['item 2'] };
    const receipt = { providerId: 'm', conversationId: 'c', seq: 1, double: false };
    const { url, metrics } = await rig.serve(
      {
        parse: () => received,
        acknowledge: (got, receipts) => {
          steps.push('acknowledge');
          expect(got).to.equal(received);
          return { status: 202, headers: { 'x-own': 'yes' }, body: JSON.stringify(receipts) };
        },
      },
      {
        async accept() {
          await new Promise((next) => setImmediate(next));
          steps.push('stored');
          return [receipt];
        },
      },
    );
    const response = await post(`${url}/desk`);
    expect([response.status, response.headers.get('x-own'), await response.json()]).to.deep.equal([
      202,
      'yes',
      [receipt],
    ]);
    expect(steps).to.deep.equal(['stored', 'acknowledge']);
    expect(rig.refusals).to.deep.equal(['item 2']);
    expect(await metrics.register.metrics()).to.contain('botones_messages_total{channel="desk",double="false"} 1');
  });

  it('asks for another try while PostgreSQL is away', async () => {
    const { url } = await rig.serve(noting().channel, {
      accept: async () => {
        throw new BotonesError('ERR_DATABASE_DOWN', 'away');
      },
    });
    const response = await post(`${url}/desk`);
    expect([response.status, response.headers.get('retry-after')]).to.deep.equal([503, '1']);
    expect(await problemIn(response)).to.equal('try_again');
  });

  it('keeps its own secrets when something breaks', async () => {
    const { url } = await rig.serve({
      parse: () => {
        throw new Error('the canary is in src/index.ts');
      },
    });
    const response = await post(`${url}/desk`);
    expect(response.status).to.equal(500);
    expect(await response.text()).not.to.match(/canary|\.ts|at /);
    expect(rig.failures).to.have.length(1);
  });

  it('does not pass a status of some inner call on as the guest’s own fault', async () => {
    const { url } = await rig.serve({
      parse: () => {
        throw Object.assign(new Error('PMS: not found'), { status: 404 });
      },
    });
    expect((await post(`${url}/desk`)).status).to.equal(500);
    expect(rig.failures).to.have.length(1);
  });

  it('refuses a body that is too large, packed, or cut off', async () => {
    const { requests, channel } = noting();
    const { url } = await rig.serve(channel);
    expect((await post(`${url}/desk`, Buffer.alloc(3 * 1024 * 1024 + 1))).status).to.equal(413);
    expect(
      (await post(`${url}/desk`, gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' })).status,
    ).to.equal(415);
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.end('POST /desk HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nshort');
    socket.resume();
    await once(socket, 'close');
    expect(requests).to.deep.equal([]);
    expect((await fetch(`${url}/healthz`)).status, 'and goes on').to.equal(200);
  });
});

describe('a channel’s routes', () => {
  let rig: ReturnType<typeof makeHttpRig>;

  beforeEach(() => {
    rig = makeHttpRig();
  });
  afterEach(() => rig.close());

  it('serve what the channel answers', async () => {
    const { url } = await rig.serve({
      headers: () => ({ 'x-common': 'common', 'x-both': 'common' }),
      routes: [
        {
          method: 'GET',
          path: '/page',
          handle: ({ path, ip }) => ({ status: 200, headers: { 'x-both': 'own' }, body: `${path} ${ip}` }),
        },
        { method: 'POST', path: '/bytes', handle: ({ body }) => ({ status: 201, body }) },
        { method: 'OPTIONS', path: '/page', handle: () => ({ status: 204 }) },
      ],
    });
    const page = await fetch(`${url}/desk/page?x`);
    expect(await page.text()).to.equal('/page 127.0.0.1');
    expect([page.headers.get('x-common'), page.headers.get('x-both')]).to.deep.equal(['common', 'own']);
    expect(Buffer.from(await (await post(`${url}/desk/bytes`, Buffer.from([0, 255]))).arrayBuffer())).to.deep.equal(
      Buffer.from([0, 255]),
    );
    expect((await fetch(`${url}/desk/page`, { method: 'OPTIONS' })).status).to.equal(204);
  });

  it('put the channel’s headers on core’s own rig.refusals, too', async () => {
    const { url } = await rig.serve({
      parse: () => nothing,
      headers: () => ({ 'access-control-allow-origin': 'https://www.example.com' }),
    });
    const response = await post(`${url}/desk`, Buffer.alloc(3 * 1024 * 1024 + 1));
    expect([response.status, response.headers.get('access-control-allow-origin')]).to.deep.equal([
      413,
      'https://www.example.com',
    ]);
  });

  it('see the guest’s address behind a proxy that is trusted, and only then', async () => {
    const routes: Channel['routes'] = [{ method: 'GET', path: '/ip', handle: ({ ip }) => ({ status: 200, body: ip }) }];
    const ask = async (trustProxy: string | null) => {
      const { url } = await rig.serve({ routes }, {}, { trustProxy });
      return (await fetch(`${url}/desk/ip`, { headers: { 'x-forwarded-for': '203.0.113.9, 198.51.100.1' } })).text();
    };
    expect(await ask(null)).to.equal('127.0.0.1');
    expect(await ask('1')).to.equal('198.51.100.1');
    expect(await ask('2')).to.equal('203.0.113.9');
    expect(await ask('loopback')).to.equal('198.51.100.1');
  });

  it('let go of a stream when its reader leaves, and end one that is over', async () => {
    const ended = Promise.withResolvers<string>();
    const { url } = await rig.serve({
      routes: [
        {
          method: 'GET',
          path: '/forever',
          handle: ({ signal }) => ({
            status: 200,
            body: (async function* () {
              try {
                yield 'one';
                await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('left'))));
              } finally {
                ended.resolve('closed');
              }
            })(),
          }),
        },
        {
          method: 'GET',
          path: '/short',
          handle: () => ({
            status: 200,
            body: (async function* () {
              yield 'a';
              yield 'b';
            })(),
          }),
        },
      ],
    });
    expect(await (await fetch(`${url}/desk/short`)).text()).to.equal('ab');
    const leaving = new AbortController();
    const response = await fetch(`${url}/desk/forever`, { signal: leaving.signal });
    const reader = response.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).to.equal('one');
    leaving.abort();
    expect(await ended.promise).to.equal('closed');
    expect(rig.failures).to.deep.equal([]);
  });

  it('know of a reader who had left before they asked', async () => {
    const arrived = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const seen = Promise.withResolvers<boolean>();
    const { url } = await rig.serve({
      routes: [
        {
          method: 'GET',
          path: '/slow',
          async handle(request) {
            arrived.resolve();
            await leave.promise;
            seen.resolve(request.signal.aborted);
            return { status: 200 };
          },
        },
      ],
    });
    const leaving = new AbortController();
    const asked = fetch(`${url}/desk/slow`, { signal: leaving.signal }).catch(() => {});
    await arrived.promise;
    leaving.abort();
    await asked;
    // Its leaving reached the server's socket before these did.
    for (let n = 0; n < 3; n += 1) await fetch(`${url}/healthz`);
    leave.resolve();
    expect(await seen.promise).to.equal(true);
  });
});
