import {
  aHandoffCall,
  type Behaviour,
  fakeHttpPlatform,
  fakeNotifier,
  fakeTranscript,
  hangingPms,
  manualClock,
} from '@botones/contract/testing';
import { expect } from 'chai';

describe('manualClock', () => {
  it('stands still until it is moved', () => {
    const clock = manualClock('2026-06-01T10:00:00Z');
    expect(String(clock.now())).to.equal('2026-06-01T10:00:00Z');
    clock.advance({ hours: 1, seconds: 5 });
    expect(String(clock.now())).to.equal('2026-06-01T11:00:05Z');
  });
});

describe('fakeTranscript', () => {
  it('gives the entries of one guest after a number, oldest first', async () => {
    const transcript = fakeTranscript();
    const add = (guest: string, text: string) =>
      transcript.add('hotel', guest, { parts: [{ type: 'text', text }] }).seq;
    const [first, , third] = [add('ana', 'one'), add('bea', 'other'), add('ana', 'two'), add('ana', 'three')];
    const read = async (after: number, limit = 10) =>
      (await transcript.read('hotel', 'ana', after, limit)).map(({ seq }) => seq);
    expect(await read(0)).to.have.length(3);
    expect(await read(first)).to.have.length(2);
    expect(await read(first, 1)).to.deep.equal([third]);
    expect(await transcript.read('hotel', 'nobody', 0, 10)).to.deep.equal([]);
  });

  it('tells who watches that guest, until they stop', () => {
    const transcript = fakeTranscript();
    let [ana, bea] = [0, 0];
    const stop = transcript.watch('hotel', 'ana', () => (ana += 1));
    transcript.watch('hotel', 'bea', () => (bea += 1));
    transcript.add('hotel', 'ana', {});
    stop();
    transcript.add('hotel', 'ana', {});
    expect({ ana, bea, watching: transcript.watching }).to.deep.equal({ ana: 1, bea: 0, watching: 1 });
  });
});

describe('fakeNotifier', () => {
  it('keeps the calls that were not aborted', async () => {
    const notifier = fakeNotifier();
    const call = aHandoffCall();
    await notifier.notify(call, new AbortController().signal);
    expect(await notifier.notify(call, AbortSignal.abort()).catch(() => 'aborted')).to.equal('aborted');
    expect(notifier.calls).to.deep.equal([call]);
  });
});

describe('hangingPms', () => {
  it('answers nothing until it is aborted', async () => {
    const pms = hangingPms();
    const controller = new AbortController();
    const asking = pms.getRoomTypes(controller.signal).catch((reason: unknown) => reason);
    controller.abort('enough');
    expect(await asking).to.equal('enough');
    expect(await pms.getRoomTypes(AbortSignal.abort('before')).catch((reason: unknown) => reason)).to.equal('before');
    expect(pms.calls).to.have.length(2);
  });
});

describe('fakeHttpPlatform', () => {
  const open = fakeHttpPlatform({ options: (url) => ({ url }) });

  it('answers as it behaves, and repeats in an error what it was sent', async () => {
    const platform = await open();
    const answers: [Behaviour, number, string][] = [
      ['accept', 200, ''],
      ['busy', 429, 'Hola'],
      ['refuse', 400, 'Hola'],
      ['forbid', 401, 'Hola'],
      ['break', 500, 'Hola'],
    ];
    for (const [behaviour, status, body] of answers) {
      platform.behave(behaviour);
      const response = await fetch(platform.url, { method: 'POST', body: 'Hola' });
      expect([response.status, await response.text()]).to.deep.equal([status, body]);
    }
    expect(platform.taken).to.equal(5);
    await platform.close();
  });

  it('hangs up, or hangs, once it has the message', async () => {
    const platform = await open();
    platform.behave('cut');
    const cut = await fetch(platform.url, { method: 'POST', body: 'Hola' }).catch(() => 'cut');
    platform.behave('hang');
    const controller = new AbortController();
    const hanging = fetch(platform.url, { method: 'POST', signal: controller.signal }).catch(() => 'aborted');
    await platform.reached();
    controller.abort();
    expect([cut, await hanging, platform.taken]).to.deep.equal(['cut', 'aborted', 2]);
    await platform.close();
  });

  it('answers in the words of the platform, which knows what it accepted before', async () => {
    const platform = await fakeHttpPlatform({
      options: (url) => ({ url }),
      isMessage: ({ path }) => path === '/messages',
      answers: { accept: ({ path }, accepted) => ({ status: 202, body: `${path} after ${accepted.length}` }) },
    })();
    const get = async (path: string) => (await fetch(platform.url + path)).text();
    expect([await get('/messages'), await get('/token')]).to.deep.equal(['/messages after 0', '/token after 1']);
    expect(platform.taken).to.equal(1);
    expect(platform.requests.map(({ method }) => method)).to.deep.equal(['GET', 'GET']);
    await platform.close();
  });
});
