import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { startWebHost, type WebHost } from '../../support/web-host.ts';

const SITE = 'https://www.example.com';

describe('web: over HTTP', () => {
  let host: WebHost;

  before(async () => {
    host = await startWebHost({
      options: { origins: [SITE] },
      answer: () => [{ type: 'text', text: 'Breakfast is from 7:30.' }],
    });
  });
  after(() => host.stop());

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(host.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  async function enter(): Promise<{ authorization: string }> {
    const { token } = await (await post('/sessions', {})).json();
    return { authorization: `Bearer ${token}` };
  }

  it('takes a message, answers it once however often it is sent, and gives both back', async () => {
    const bearer = await enter();
    const message = { id: randomUUID(), text: 'When is breakfast?', language: 'en' };
    const first = await (await post('/messages', message, bearer)).json();
    const second = await (await post('/messages', message, bearer)).json();
    expect(first.accepted).to.deep.equal([{ id: message.id, seq: 2, double: false }]);
    expect(second.accepted).to.deep.equal([{ id: message.id, seq: 2, double: true }]);

    const { entries } = await (await fetch(`${host.url}/messages?after=0&wait=5`, { headers: bearer })).json();
    expect(entries).to.have.length(2);
    expect(entries[0]).to.deep.include({ seq: 2, from: 'guest', providerId: message.id });
    expect(entries[1]).to.deep.include({
      seq: 4,
      from: 'bot',
      parts: [{ type: 'text', text: 'Breakfast is from 7:30.' }],
    });
  });

  it('streams to a reader who keeps the line open, and lets go when the reader leaves', async () => {
    const bearer = await enter();
    const leaving = new AbortController();
    const { body } = await fetch(`${host.url}/events`, { headers: bearer, signal: leaving.signal });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).to.equal('event: live\ndata: {}\n\n');
    await post('/messages', { id: randomUUID(), text: 'hi' }, bearer);
    expect((await reader?.read())?.value).to.match(/^id: 2\nevent: entry\n/);
    leaving.abort();
  });

  it('tells a listed site that it may talk, and others nothing', async () => {
    const ask = (origin: string) => fetch(`${host.url}/messages`, { method: 'OPTIONS', headers: { origin } });
    const allowed = await ask(SITE);
    expect(allowed.status).to.equal(204);
    expect(Object.fromEntries(allowed.headers)).to.include({
      'access-control-allow-origin': SITE,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type, last-event-id',
      vary: 'origin',
    });
    const refused = await ask('https://evil.example');
    expect(refused.status).to.equal(403);
    expect(refused.headers.has('access-control-allow-origin')).to.equal(false);
  });

  it('lets a listed site read refusals too, so that its widget knows what to do', async () => {
    const refused = await post('/messages', { id: randomUUID(), text: 'hi' }, { origin: SITE });
    expect(refused.status).to.equal(401);
    expect(refused.headers.get('access-control-allow-origin')).to.equal(SITE);
    expect(refused.headers.get('content-type')).to.include('application/json');
    expect((await refused.json()).error.code).to.equal('token_missing');
  });

  it('never allows cookies', async () => {
    const response = await post('/sessions', {}, { origin: SITE });
    expect(response.headers.has('access-control-allow-credentials')).to.equal(false);
    expect(response.headers.has('set-cookie')).to.equal(false);
  });

  it('serves the page and the widget', async () => {
    const page = await fetch(`${host.url}/`);
    expect(page.headers.get('content-type')).to.equal('text/html; charset=utf-8');
    const script = /src="([^"]+widget\.js[^"]+)"/.exec(await page.text())?.[1] ?? '';
    const widget = await fetch(new URL(script, host.url));
    expect(widget.headers.get('cache-control')).to.include('immutable');
    expect(await widget.text()).to.include('botones-chat');
  });
});
