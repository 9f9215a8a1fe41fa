import { once } from 'node:events';
import { Agent, createServer, request as send } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect } from 'chai';
import { assertFree } from '../../../core/http/assert-free.ts';
import { startHttp } from '../../../core/http/server.ts';
import { createMetrics } from '../../../core/telemetry/metrics.ts';
import { makeHttpRig, problemIn } from '../../support/http-rig.ts';

describe('startHttp', () => {
  let rig: ReturnType<typeof makeHttpRig>;

  beforeEach(() => {
    rig = makeHttpRig();
  });
  afterEach(() => rig.close());

  it('answers nothing where there is nothing, and minds no malformed path', async () => {
    const { url } = await rig.serve();
    for (const path of ['/', '/nothing', '/desk', '/desk/nothing', '/%00']) {
      const response = await fetch(url + path);
      expect(response.status, path).to.equal(404);
      expect(await problemIn(response)).to.equal('not_found');
    }
    expect((await fetch(`${url}/%E0%A4%A`)).status).to.be.oneOf([400, 404]);
    const response = await fetch(`${url}/healthz`);
    expect(response.headers.get('x-powered-by')).to.equal(null);
    expect(response.headers.get('x-content-type-options')).to.equal('nosniff');
  });

  it('leads from / to the page of a channel', async () => {
    const { url } = await rig.serve({}, {}, { home: '/desk/' });
    const response = await fetch(`${url}/`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).to.deep.equal([302, '/desk/']);
  });

  it('is healthy while it runs, and ready while nothing keeps it from serving', async () => {
    const problems: string[] = [];
    const { url } = await rig.serve({}, {}, { readyProblems: async () => problems });
    expect((await fetch(`${url}/readyz`)).status).to.equal(200);
    problems.push('PostgreSQL cannot be reached.');
    const response = await fetch(`${url}/readyz`);
    expect([response.status, await response.json()]).to.deep.equal([503, { status: 'down', problems }]);
    expect((await fetch(`${url}/healthz`)).status).to.equal(200);
  });

  it('tells the figures under the names that operators know', async () => {
    const { url } = await rig.serve();
    await fetch(`${url}/nothing`);
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).to.contain('http_requests_total{status="404"} 1');
    expect(text).to.contain('http_request_duration_seconds_count 1');
    expect(text).to.contain('postgres_pool_size 7').and.contain('postgres_pool_checked_out 2');
    for (const name of ['nlp_circuit_breaker_state', 'botones_turns_total', 'process_resident_memory_bytes']) {
      expect(text).to.contain(`# TYPE ${name} `);
    }
  });

  it('tells the figures to who brings the token alone, where there is one', async () => {
    const metricsToken = 'a-token-for-tests-only';
    const { url } = await rig.serve({}, {}, { metricsToken });
    const ask = (authorization?: string) =>
      fetch(`${url}/metrics`, { headers: authorization === undefined ? {} : { authorization } });
    for (const wrong of [
      undefined,
      '',
      'Bearer',
      `Bearer ${metricsToken}x`,
      `Bearer ${metricsToken.slice(1)}`,
      `Basic ${metricsToken}`,
      metricsToken,
    ]) {
      const response = await ask(wrong);
      expect(response.status, wrong).to.equal(401);
      expect(response.headers.get('www-authenticate')).to.contain('Bearer');
      expect(await problemIn(response)).to.equal('unauthorized');
    }
    for (const scheme of ['Bearer', 'bearer'])
      expect(await (await ask(`${scheme} ${metricsToken}`)).text()).to.contain('http_requests_total{status="401"} 7');
    expect((await fetch(`${url}/healthz`)).status, 'health stays open').to.equal(200);
  });

  describe('the port', () => {
    it('in use is one sentence with a way out', async () => {
      const other = createServer();
      await once(other.listen(0, '127.0.0.1'), 'listening');
      const { port } = other.address() as AddressInfo;
      for (const taking of [() => assertFree('127.0.0.1', port), () => startOn(port)]) {
        const error = await taking().catch((caught) => caught);
        expect(error).to.include({ code: 'ERR_PORT_IN_USE' });
        expect(error.message)
          .to.contain(`Port ${port}`)
          .and.contain(`PORT=${port + 1} npm start`);
      }
      other.close();
      await once(other, 'close');
      await assertFree('127.0.0.1', port);
    });

    const startOn = (port: number) =>
      startHttp('127.0.0.1', port, {
        channels: [],
        metrics: createMetrics({ pool: () => ({ size: 0, checkedOut: 0 }) }),
        readyProblems: async () => [],
        media: async () => null,
        home: null,
        trustProxy: null,
        failed: () => {},
      });
  });

  it('cuts off whoever drips a request, and serves others meanwhile', async () => {
    const { url } = await rig.serve({ parse: () => ({ messages: [], deliveries: [] }) }, {}, { patienceMs: 50 });
    const { hostname, port } = new URL(url);
    const drips = [
      'POST /desk HTTP/1.1\r\nhost: x\r\nx-slow: ',
      'POST /desk HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nx',
    ];
    const closed = drips.map(async (drip) => {
      const socket = connect(Number(port), hostname);
      socket.write(drip);
      socket.resume();
      await once(socket, 'close');
    });
    expect((await fetch(`${url}/healthz`)).status).to.equal(200);
    await Promise.all(closed);
  });

  it('closes though somebody still reads a stream or keeps a connection', async () => {
    const { url, server } = await rig.serve({
      routes: [
        {
          method: 'GET',
          path: '/forever',
          handle: ({ signal }) => ({
            status: 200,
            body: (async function* () {
              yield 'one';
              await new Promise((done) => signal.addEventListener('abort', done));
            })(),
          }),
        },
      ],
    });
    const agent = new Agent({ keepAlive: true });
    const idle = send(`${url}/healthz`, { agent }).end();
    const [response] = await once(idle, 'response');
    response.resume();
    const reading = await fetch(`${url}/desk/forever`);
    await server.close();
    await reading.text().catch(() => {});
    agent.destroy();
  });
});
