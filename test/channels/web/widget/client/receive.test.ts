import { mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { TranscriptEntry } from '@botones/contract';
import { expect } from 'chai';
import { type Api, Refused } from '../../../../../channels/web/widget/client/api.ts';
import { receive } from '../../../../../channels/web/widget/client/receive.ts';

const session = { token: 't', session: 's', renewAt: '' };
const entry = (seq: number): TranscriptEntry => ({ seq, from: 'bot', at: '2026-06-01T12:00:00Z', parts: [] });
const frame = (seq: number) => `id: ${seq}\nevent: entry\ndata: ${JSON.stringify(entry(seq))}\n\n`;

/** A stream of the given pieces that then stays silent until it is aborted. */
function streamOf(pieces: string[], signal: AbortSignal): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      signal.addEventListener('abort', () => controller.error(signal.reason));
    },
  });
}

describe('widget: receive', () => {
  let stop: AbortController;
  let said: string[];
  let last: number;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    stop = new AbortController();
    said = [];
    last = 0;
  });
  afterEach(() => {
    stop.abort();
    mock.timers.reset();
  });

  const start = (api: Partial<Api>, hidden = false) =>
    receive(
      api as Api,
      session,
      hidden,
      {
        heard: () => {},
        lost: () => said.push('lost'),
        live: () => said.push('live'),
        expired: () => said.push('expired'),
        last: () => last,
        entries: (news) => {
          last = news.at(-1)?.seq ?? last;
          said.push(...news.map(({ seq }) => `entry ${seq}`));
        },
      },
      stop.signal,
    );

  async function pass(milliseconds: number): Promise<void> {
    await settle();
    mock.timers.tick(milliseconds);
    await settle();
  }

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  }

  it('reads the stream, and resumes behind the last number when it falls silent', async () => {
    const asked: number[] = [];
    void start({
      openEvents: async (_, after, signal) => {
        asked.push(after);
        return streamOf([frame(after + 1), 'event: live\ndata: {}\n\n'], signal);
      },
    });
    await pass(50_000);
    await pass(500);
    expect(asked).to.deep.equal([0, 1]);
    expect(said).to.deep.equal(['entry 1', 'live', 'entry 2', 'live']);
  });

  it('polls for good where streams give no first byte', async () => {
    let streams = 0;
    const polled: [number, number][] = [];
    void start({
      openEvents: async (_, __, signal) => {
        streams += 1;
        return streamOf([], signal);
      },
      poll: async (_, after, wait) => {
        polled.push([after, wait]);
        return polled.length > 2 ? new Promise(() => {}) : { entries: [entry(after + 1)], live: true };
      },
    });
    await pass(6000);
    expect(said).to.deep.equal(['lost']);
    await pass(500);
    expect(polled).to.deep.equal([
      [0, 25],
      [1, 25],
      [2, 25],
    ]);
    expect(streams).to.equal(1);
    expect(said.slice(1)).to.deep.equal(['entry 1', 'live', 'entry 2', 'live']);
  });

  it('asks again at once while a poll says that there is more', async () => {
    void start({ poll: async (_, after) => ({ entries: [entry(after + 1)], live: after === 2 }) }, true);
    await settle();
    expect(said).to.deep.equal(['entry 1', 'entry 2', 'entry 3', 'live']);
  });

  it('looks in every 30 seconds while hidden', async () => {
    let polls = 0;
    const poll = async () => {
      polls += 1;
      return { entries: [], live: true };
    };
    void start({ poll }, true);
    await pass(29_999);
    expect(polls).to.equal(1);
    await pass(1);
    expect(polls).to.equal(2);
  });

  it('tries again ever more slowly, and no sooner than the server asks', async () => {
    let tries = 0;
    const refuse = (status: number, headers = {}) => {
      throw new Refused(new Response(null, { status, headers }));
    };
    void start({
      openEvents: async () => {
        tries += 1;
        return tries === 1 ? refuse(503) : refuse(429, { 'retry-after': '60' });
      },
    });
    await pass(500);
    expect(tries).to.equal(2);
    await pass(59_000);
    expect(tries).to.equal(2);
    await pass(1000);
    expect(tries).to.equal(3);
  });

  it('ends when its token is worth nothing any more', async () => {
    await start({
      openEvents: async () => {
        throw new Refused(new Response(null, { status: 401 }));
      },
    });
    expect(said).to.deep.equal(['expired']);
  });
});
