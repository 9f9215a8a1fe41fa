import { BotonesError } from '@botones/contract';
import { anOffer, aReservationRequest, fakePms, hangingPms } from '@botones/contract/testing';
import { expect } from 'chai';
import { createMemoryStore } from '../../../core/cache/memory-store.ts';
import { aCachedPms, never, twoNights } from '../../support/cached-pms.ts';

const down = () => new BotonesError('ERR_PMS_DOWN', 'It is down.');

describe('cacheReads', () => {
  it('gives an answer again for its seconds, and counts hits and misses', async () => {
    const { pms, asked, clock, counted } = aCachedPms();
    const first = await pms.getRoomTypes(never);
    expect(await pms.getRoomTypes(never)).to.deep.equal(first);
    clock.advance({ seconds: 599 });
    await pms.getRoomTypes(never);
    expect(asked('getRoomTypes')).to.equal(1);
    clock.advance({ seconds: 1 });
    await pms.getRoomTypes(never);
    expect(asked('getRoomTypes')).to.equal(2);
    expect(counted).to.deep.equal(['miss', 'hit', 'hit', 'miss'].map((result) => `getRoomTypes ${result}`));
  });

  it('gives offers back whole, with their dates and instants, for 10 s', async () => {
    const { pms, asked, clock } = aCachedPms();
    const first = await pms.searchOffers(twoNights, never);
    const again = await pms.searchOffers({ ...twoNights }, never);
    expect(again).to.deep.equal(first);
    expect(again[0]?.expiresAt).to.be.instanceOf(Temporal.Instant);
    expect(asked('searchOffers')).to.equal(1);
    clock.advance({ seconds: 10 });
    await pms.searchOffers(twoNights, never);
    expect(asked('searchOffers')).to.equal(2);
  });

  it('tells one question from another', async () => {
    const { pms, asked } = aCachedPms();
    const rooms = [{ adults: 2, childrenAges: [7] }];
    for (const search of [twoNights, { ...twoNights, rooms }, { ...twoNights, roomTypeId: 'double' }])
      await pms.searchOffers(search, never);
    await pms.searchOffers({ ...twoNights, departure: twoNights.departure.add({ days: 1 }) }, never);
    expect(asked('searchOffers')).to.equal(4);
  });

  it('gives everybody a copy of their own', async () => {
    const { pms } = aCachedPms();
    const first = await pms.getRoomTypes(never);
    (first as unknown[]).push('spoilt');
    const second = await pms.getRoomTypes(never);
    (second as unknown[]).length = 0;
    expect(await pms.getRoomTypes(never)).to.have.length(1);
  });

  it('never gives an offer after it is void by its own words', async () => {
    const { pms, asked, clock } = aCachedPms({
      offers: [anOffer(), anOffer({ expiresAt: Temporal.Instant.from('2026-06-01T10:00:04Z') })],
    });
    await pms.searchOffers(twoNights, never);
    clock.advance({ seconds: 3 });
    await pms.searchOffers(twoNights, never);
    expect(asked('searchOffers')).to.equal(1);
    clock.advance({ seconds: 1 });
    await pms.searchOffers(twoNights, never);
    expect(asked('searchOffers')).to.equal(2);
  });

  it('never answers from memory what is asked before money is promised, nor what is said of a reservation', async () => {
    const { pms, asked } = aCachedPms();
    const { reference } = await pms.createReservation(aReservationRequest(), 'key', never);
    for (let n = 0; n < 2; n += 1) {
      await pms.confirmOffers(twoNights, never);
      await pms.getReservation(reference, never);
      await pms.quoteCancel(reference, never);
    }
    expect([asked('confirmOffers'), asked('getReservation'), asked('quoteCancel')]).to.deep.equal([2, 2, 2]);
  });

  describe('a write', () => {
    it('begins offers anew and leaves names and pictures', async () => {
      const { pms, asked } = aCachedPms();
      await pms.searchOffers(twoNights, never);
      await pms.getRoomTypes(never);
      await pms.createReservation(aReservationRequest(), 'key', never);
      await pms.searchOffers(twoNights, never);
      await pms.getRoomTypes(never);
      expect([asked('searchOffers'), asked('getRoomTypes')]).to.deep.equal([2, 1]);
    });

    it('begins them anew though it failed: it may have happened', async () => {
      const { pms, asked, state } = aCachedPms();
      await pms.searchOffers(twoNights, never);
      state.fails = new BotonesError('ERR_PMS_UNKNOWN_OUTCOME', 'The connection was reset.');
      expect(await pms.createReservation(aReservationRequest(), 'key', never).catch((e) => e)).to.equal(state.fails);
      state.fails = null;
      await pms.searchOffers(twoNights, never);
      expect(asked('searchOffers')).to.equal(2);
    });

    it('outruns a search that was on its way: its old answer is kept for nobody', async () => {
      const answers = [Promise.withResolvers<void>()];
      const fake = fakePms();
      const search = fake.searchOffers;
      fake.searchOffers = async (...args) => {
        const offers = await search(...args);
        await answers.shift()?.promise;
        return offers;
      };
      const slow = answers[0];
      const { pms, asked } = aCachedPms({ pms: fake });
      const early = pms.searchOffers(twoNights, never);
      await new Promise((next) => setImmediate(next));
      await pms.createReservation(aReservationRequest(), 'key', never);
      const late = pms.searchOffers(twoNights, never);
      slow?.resolve();
      await Promise.all([early, late]);
      expect(asked('searchOffers'), 'the later guest does not share the earlier question').to.equal(2);
    });
  });

  describe('many who ask the same at once', () => {
    it('make one call', async () => {
      const { pms, asked, counted } = aCachedPms();
      const answers = await Promise.all(Array.from({ length: 50 }, () => pms.getRoomTypes(never)));
      expect(asked('getRoomTypes')).to.equal(1);
      expect(new Set(answers).size, 'each its copy').to.equal(50);
      expect(counted.filter((one) => one === 'getRoomTypes miss')).to.have.length(1);
      expect(counted.filter((one) => one === 'getRoomTypes shared')).to.have.length(49);
    });

    it('fail together, and the next asks anew', async () => {
      const { pms, asked, state } = aCachedPms();
      state.fails = down();
      const fates = await Promise.allSettled([pms.getRoomTypes(never), pms.getRoomTypes(never)]);
      expect(fates.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
      state.fails = null;
      await pms.getRoomTypes(never);
      expect(asked('getRoomTypes')).to.equal(2);
    });

    it('may leave one by one; the call is let go with the last', async () => {
      const hanging = hangingPms();
      let heard: AbortSignal | undefined;
      const hang = hanging.getRoomTypes;
      hanging.getRoomTypes = (signal) => {
        heard = signal;
        return hang(signal);
      };
      const { pms } = aCachedPms({ pms: hanging });
      const callers = [new AbortController(), new AbortController()];
      const asking = callers.map(({ signal }) => pms.getRoomTypes(signal).catch((error) => error));
      await new Promise((next) => setImmediate(next));
      const reasons = [new Error('first'), new Error('second')];
      callers[0]?.abort(reasons[0]);
      expect(await asking[0]).to.equal(reasons[0]);
      expect(heard?.aborted).to.equal(false);
      callers[1]?.abort(reasons[1]);
      expect(await asking[1]).to.equal(reasons[1]);
      expect(heard?.aborted).to.equal(true);
    });
  });

  describe('while the port fails', () => {
    it('gives an old name or picture for an hour more, and says so', async () => {
      const { pms, clock, state, counted } = aCachedPms();
      const known = await pms.getRoomTypes(never);
      state.fails = down();
      clock.advance({ seconds: 600 + 3_599 });
      expect(await pms.getRoomTypes(never)).to.deep.equal(known);
      expect(counted.at(-1)).to.equal('getRoomTypes stale');
      clock.advance({ seconds: 1 });
      expect(await pms.getRoomTypes(never).catch((error) => error)).to.equal(state.fails);
    });

    it('gives an old name after a moment where it hangs, and asks it once for all', async () => {
      const { pms, clock, state, counted, asked } = aCachedPms();
      const known = await pms.getRoomTypes(never);
      state.hangs = true;
      clock.advance({ seconds: 600 });
      for (let n = 0; n < 3; n += 1) expect(await pms.getRoomTypes(never)).to.deep.equal(known);
      expect(counted.slice(1)).to.deep.equal(Array(3).fill('getRoomTypes stale'));
      expect(asked('getRoomTypes')).to.equal(2);
      const caller = new AbortController();
      const reason = new Error('gone');
      const leaving = pms.getRoomTypes(caller.signal).catch((error) => error);
      await new Promise((next) => setImmediate(next));
      caller.abort(reason);
      expect(await leaving).to.equal(reason);
    });

    it('gives no old price', async () => {
      const { pms, clock, state } = aCachedPms();
      await pms.searchOffers(twoNights, never);
      state.fails = down();
      clock.advance({ seconds: 10 });
      expect(await pms.searchOffers(twoNights, never).catch((error) => error)).to.equal(state.fails);
    });

    it('gives what it says where it answers no', async () => {
      const { pms, clock, state } = aCachedPms();
      await pms.getRoomTypes(never);
      state.fails = new BotonesError('ERR_PMS_AUTH', 'The key was revoked.');
      clock.advance({ seconds: 600 });
      expect(await pms.getRoomTypes(never).catch((error) => error)).to.equal(state.fails);
    });

    it('keeps no failure', async () => {
      const { pms, state } = aCachedPms();
      state.fails = down();
      await pms.getRoomTypes(never).catch(() => {});
      state.fails = null;
      expect(await pms.getRoomTypes(never)).to.have.length(1);
    });
  });

  it('goes by the figures of the hotel', async () => {
    const { pms, asked, clock } = aCachedPms({ changes: { seconds: { searchOffers: 0, getRoomTypes: 5 } } });
    await pms.searchOffers(twoNights, never);
    await pms.searchOffers(twoNights, never);
    expect(asked('searchOffers')).to.equal(2);
    await pms.getRoomTypes(never);
    clock.advance({ seconds: 5 });
    await pms.getRoomTypes(never);
    expect(asked('getRoomTypes')).to.equal(2);
  });

  it('keeps the answers of hotels apart', async () => {
    const store = createMemoryStore();
    const [one, other] = [aCachedPms({ store, owner: 'one' }), aCachedPms({ store, owner: 'other' })];
    await one.pms.getRoomTypes(never);
    await other.pms.getRoomTypes(never);
    expect(other.asked('getRoomTypes')).to.equal(1);
  });

  it('asks nobody for a caller who has left', async () => {
    const { pms, fake } = aCachedPms();
    const reason = new Error('gone');
    expect(await pms.getRoomTypes(AbortSignal.abort(reason)).catch((error) => error)).to.equal(reason);
    expect(fake.calls).to.deep.equal([]);
  });

  it('asks anew where another release left what it cannot read', async () => {
    const store = createMemoryStore();
    const spoilt = { ...store, read: async () => ({ generation: '0', kept: { generation: '0', at: 0, text: '{' } }) };
    const { pms } = aCachedPms({ store: spoilt });
    expect(await pms.getRoomTypes(never)).to.have.length(1);
  });
});
