import type { Pms } from '@botones/contract';
import { expect } from 'chai';
import { isSaid } from '../../../../plugins/pms/qloapps/refuse.ts';
import { sweep } from '../../../../plugins/pms/qloapps/sweep.ts';
import type { Request } from '../../../fakes/http.ts';
import { day, guest, openQloRig, patient, type QloRig } from './qlo-rig.ts';

/** The same row of numbers for a seed. */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return { next, pick: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T };
}

const mishaps = [
  { kind: 'reset', taken: true },
  { kind: 'reset', taken: false },
  { kind: 'garbled' },
  { kind: 'page', status: 200, taken: true },
  { kind: 'page', status: 500, taken: true },
  { kind: 'page', status: 502 },
  { kind: 'slow', ms: 30 },
] as const;

describe('pms/qloapps: many guests in bad weather', function () {
  this.timeout(120_000);
  let rig: QloRig;
  beforeEach(async () => {
    rig = await openQloRig({ timeoutSeconds: 2 });
  });
  afterEach(() => rig.close());

  for (const seed of [1, 2, 3]) {
    it(`sells what it tells, once, for no more than agreed (${seed})`, async () => {
      const { fake, pms } = rig;
      const { next, pick } = dice(seed);
      const processes: Pms[] = [pms, await rig.another(), await rig.another()];
      const days = [day('2027-03-01'), day('2027-03-02'), day('2027-03-03')];
      const requests = await Promise.all(
        Array.from({ length: 40 }, async (_, n) => {
          const arrival = pick(days);
          const search = { arrival, departure: arrival.add({ days: 2 }), rooms: [{ adults: 2, childrenAges: [] }] };
          const holdUntil = rig.clock.now().add({ minutes: 60 });
          const type = pick(['1', '2']);
          return { key: `guest-${n}`, request: await rig.request({ type, search, guest, holdUntil }) };
        }),
      );
      // One call in a dozen, all kinds together.
      const isBad = ({ path }: Request) => path !== '/api/hotel_ari' && next() < 0.012;
      for (const mishap of mishaps) fake.mishaps.always(mishap, isBad);
      const told = new Map<string, string>();
      const open = new Set<string>();

      async function attempt({ key, request }: (typeof requests)[number]): Promise<void> {
        for (let tries = 0; tries < 3; tries += 1) {
          const gone = new AbortController();
          // A process that is killed leaves in the middle of it.
          const timer = next() < 0.1 ? setTimeout(() => gone.abort(new Error('killed')), next() * 80) : undefined;
          try {
            const made = await pick(processes).createReservation(request, key, gone.signal);
            open.delete(key);
            told.set(key, made.reference);
            expect(made.total.minor).to.be.at.most(request.offer.total.minor);
            return;
          } catch (error) {
            if (isSaid(error)) open.delete(key);
            else open.add(key);
            if (isSaid(error)) return;
          } finally {
            clearTimeout(timer);
          }
        }
      }
      for (let n = 0; n < 4; n += 1) {
        const type = pick([1, 2]);
        setTimeout(() => walkIn(type), next() * 400);
      }
      function walkIn(type: number): void {
        try {
          fake.walkIn({ type, from: '2027-03-01', to: '2027-03-02' });
        } catch {
          // The house is full.
        }
      }
      await Promise.all(requests.map(attempt));
      fake.mishaps.clear();
      await new Promise((done) => setTimeout(done, 500));

      const ours = () => rig.live().filter(({ source }) => source !== '');
      // Long enough for what is late or lost, and shorter than any hold.
      rig.clock.advance({ minutes: 30 });
      for (let n = 0; n < 5; n += 1) await sweep(rig.desk, patient);
      const known = new Set(told.values());
      expect(ours().map(({ reference }) => reference)).to.include.members([...known]);
      expect(ours().filter(({ reference }) => !known.has(reference)).length).to.be.at.most(open.size);
      expect(fake.doubles()).to.deep.equal([]);
      expect(new Set(ours().map(({ source }) => source)).size).to.equal(ours().length);

      for (const reference of known) {
        const total = { minor: 100, currency: 'EUR' };
        await pms.recordPayment(reference, { amount: total, method: 'card' }, `pay-${reference}`, patient);
      }
      rig.clock.advance({ minutes: 31 });
      for (let n = 0; n < 5; n += 1) await sweep(rig.desk, patient);
      // What was told and paid is there, and nothing else.
      expect(ours().map(({ reference }) => reference)).to.have.members([...known]);
      expect(known.size).to.be.greaterThan(5);
    });
  }
});
