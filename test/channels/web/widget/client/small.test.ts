import { expect } from 'chai';
import { backoff } from '../../../../../channels/web/widget/client/backoff.ts';
import { pause } from '../../../../../channels/web/widget/client/pause.ts';
import { setDeadline } from '../../../../../channels/web/widget/client/set-deadline.ts';
import { uuid } from '../../../../../channels/web/widget/client/uuid.ts';

describe('widget: backoff', () => {
  it('doubles from half a second to 15 seconds, and spreads by half', () => {
    expect([1, 2, 3, 6, 50].map((failures) => backoff(failures, () => 1))).to.deep.equal([
      500, 1000, 2000, 15_000, 15_000,
    ]);
    expect(backoff(1, () => 0)).to.equal(250);
  });
});

describe('widget: uuid', () => {
  it('is a random UUID of version 4, as the server wants it', () => {
    const ids = Array.from({ length: 100 }, uuid);
    for (const id of ids) expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).to.equal(100);
  });
});

describe('widget: pause', () => {
  it('ends early when it is aborted, before or meanwhile', async () => {
    await pause(1_000_000, AbortSignal.abort());
    const stop = new AbortController();
    const pausing = pause(1_000_000, stop.signal);
    stop.abort();
    await pausing;
  });

  it('ends early when the network is back', async () => {
    const page = new EventTarget();
    Object.assign(globalThis, {
      addEventListener: page.addEventListener.bind(page),
      removeEventListener: page.removeEventListener.bind(page),
    });
    const pausing = pause(1_000_000, new AbortController().signal);
    page.dispatchEvent(new Event('online'));
    await pausing;
    for (const name of ['addEventListener', 'removeEventListener']) Reflect.deleteProperty(globalThis, name);
  });
});

describe('widget: deadline', () => {
  it('aborts with its parent, even one that is aborted already', () => {
    const parent = new AbortController();
    const { signal, end } = setDeadline(parent.signal, 1_000_000);
    expect(signal.aborted).to.equal(false);
    parent.abort();
    expect(signal.aborted).to.equal(true);
    end();
    const late = setDeadline(parent.signal, 1_000_000);
    expect(late.signal.aborted).to.equal(true);
    late.end();
  });

  it('aborts when time is up, counted from the last extension', async () => {
    const { signal, extend } = setDeadline(new AbortController().signal, 1_000_000);
    const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve));
    extend(1);
    await aborted;
  });
});
