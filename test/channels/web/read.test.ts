import { expect } from 'chai';
import { streamEvents } from '../../../channels/web/events.ts';
import { readHistory } from '../../../channels/web/history.ts';
import { makeRequest, type RequestParts } from '../../support/http-request.ts';
import { bodyOf, makeDesk } from './make-desk.ts';

function setUp(options: object = {}) {
  const made = makeDesk(options);
  const say = (text: string, guest = 'guest-1') => made.transcript.say('miramar', guest, [{ type: 'text', text }]);
  const get = (parts: RequestParts = {}) =>
    makeRequest({ method: 'GET', ...parts, headers: { ...made.bearer(), ...parts.headers } });
  return { ...made, say, get };
}

describe('web: GET /messages', () => {
  it('gives what is stored behind a number, to its own guest only', async () => {
    const { desk, say, get } = setUp();
    const { seq } = say('seen');
    const news = say('new');
    say('for another', 'guest-2');
    const answer = await readHistory(desk, get({ query: { after: String(seq) } }));
    expect(bodyOf(answer)).to.deep.equal({ entries: [news], live: true });
  });

  it('waits for the first entry, as long as it was asked to', async () => {
    const { desk, say, get } = setUp();
    const waiting = readHistory(desk, get({ query: { wait: '25' } }));
    const news = say('here');
    expect(bodyOf(await waiting)).to.deep.equal({ entries: [news], live: true });
    expect(bodyOf(await readHistory(desk, get({ query: { after: String(news.seq), wait: '0.01' } })))).to.deep.equal({
      entries: [],
      live: true,
    });
  });

  it('is let go when the bot stops', async () => {
    const { desk, close, get } = setUp();
    const waiting = readHistory(desk, get({ query: { wait: '25' } }));
    await close();
    expect((await waiting).status).to.equal(200);
  });

  it('says that there is more than fits', async () => {
    const { desk, say, get } = setUp();
    for (let number = 0; number < 101; number += 1) say(`${number}`);
    const { entries, live } = bodyOf(await readHistory(desk, get())) as { entries: unknown[]; live: boolean };
    expect({ length: entries.length, live }).to.deep.equal({ length: 100, live: false });
  });

  it('refuses numbers that are none, strangers, and a hammering reader', async () => {
    const { desk, get } = setUp({ limits: { readsPerSession: { points: 5, seconds: 60 } } });
    const wrong: Record<string, string>[] = [{ after: '-1' }, { after: 'x' }, { wait: '26' }, { wait: 'x' }];
    for (const query of wrong) {
      expect((await readHistory(desk, get({ query }))).status, JSON.stringify(query)).to.equal(400);
    }
    expect((await readHistory(desk, makeRequest())).status).to.equal(401);
    expect((await readHistory(desk, get({ headers: { authorization: 'Bearer x.y' } }))).status).to.equal(401);
    expect((await readHistory(desk, get({ headers: { origin: 'https://evil.example' } }))).status).to.equal(403);
    expect([(await readHistory(desk, get())).status, (await readHistory(desk, get())).status]).to.deep.equal([
      200, 429,
    ]);
  });
});

describe('web: GET /events', () => {
  async function open(parts: RequestParts = {}) {
    const made = setUp();
    const leaving = new AbortController();
    made.say('first');
    const answer = await streamEvents(made.desk, made.get({ signal: leaving.signal, ...parts }));
    const frames = (answer.body as AsyncIterable<string>)[Symbol.asyncIterator]();
    return { ...made, answer, leaving, next: async () => (await frames.next()).value as string | undefined };
  }

  it('is an event stream that no proxy should hold back', async () => {
    const { answer } = await open();
    expect(answer.headers).to.include({ 'x-accel-buffering': 'no', 'cache-control': 'no-store, no-transform' });
    expect(answer.headers?.['content-type']).to.equal('text/event-stream; charset=utf-8');
  });

  it('sends what is stored, says that this is all, then sends what comes', async () => {
    const { next, say } = await open();
    const first = await next();
    expect(first).to.match(/^id: 2\nevent: entry\ndata: \{.*"first".*\}\n\nevent: live\ndata: \{\}\n\n$/);
    const coming = next();
    say('second\nwith a break');
    expect(await coming).to.match(/^id: 4\nevent: entry\ndata: \{.*second\\nwith a break.*\}\n\n$/);
  });

  it('resumes behind Last-Event-ID', async () => {
    const { next } = await open({ headers: { 'last-event-id': '2' } });
    expect(await next()).to.equal('event: live\ndata: {}\n\n');
  });

  it('ends when the guest leaves, and when the bot stops', async () => {
    const left = await open();
    await left.next();
    left.leaving.abort();
    expect(await left.next()).to.equal(undefined);
    const stopped = await open();
    await stopped.next();
    await stopped.close();
    expect(await stopped.next()).to.equal(undefined);
  });
});
