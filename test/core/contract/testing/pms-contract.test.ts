import { definePms, type Pms } from '@botones/contract';
import { pmsChecks } from '@botones/contract/testing';
import { expect } from 'chai';
import demo from '../../../../plugins/pms/demo/index.ts';
import { openPmsWorld } from '../../../support/pms-world.ts';
import { failures } from './failures.ts';

/** The demo PMS with some of its methods replaced. */
const spoil = (change: (pms: Pms) => Partial<Pms>) =>
  definePms({
    ...demo,
    async setup(context) {
      const pms = await demo.setup(context as never);
      return { ...pms, ...change(pms) };
    },
  });

describe('pmsContract finds an adapter that', () => {
  let n = 0;
  const spoilt: Record<string, { seen: RegExp; change: (pms: Pms) => Partial<Pms> }> = {
    'makes a reservation for each call': {
      seen: /one reservation for a key/,
      change: (pms) => ({
        createReservation(request, key, signal) {
          n += 1;
          return pms.createReservation(request, `${key}${n}`, signal);
        },
      }),
    },
    'books at any price': {
      seen: /price that has risen/,
      change: (pms) => ({
        createReservation: ({ offer, ...rest }, key, signal) =>
          pms.createReservation(
            { ...rest, offer: { ...offer, total: { ...offer.total, minor: offer.total.minor + 1000 } } },
            key,
            signal,
          ),
      }),
    },
    'offers prices that do not add up': {
      seen: /adds up/,
      change: (pms) => ({
        searchOffers: async (search, signal) =>
          (await pms.searchOffers(search, signal)).map((offer) => ({ ...offer, nightly: offer.nightly.slice(1) })),
      }),
    },
    'offers beds that are not there': {
      seen: /finds a bed/,
      change: (pms) => ({
        searchOffers: ({ rooms, ...rest }, signal) =>
          pms.searchOffers({ ...rest, rooms: rooms.map(() => ({ adults: 1, childrenAges: [] })) }, signal),
      }),
    },
    'tells of reservations to anybody': {
      seen: /for nobody else/,
      change: (pms) => ({
        findReservation: async ({ reference }, signal) => pms.getReservation(reference, signal).catch(() => null),
      }),
    },
    'keeps the room of who left': {
      seen: /gives the rooms back/,
      change: (pms) => ({
        cancelReservation: async ({ reference }, _key, signal) => ({
          ...(await pms.getReservation(reference, signal)),
          status: 'cancelled',
        }),
      }),
    },
    'sells what is gone': {
      seen: /sells a room twice/,
      change: (pms) => ({
        createReservation: (request, key, signal) =>
          pms.createReservation(request, key, signal).catch(() => pms.getReservation('', signal)),
      }),
    },
    'ignores callers who have gone': {
      seen: /caller who has gone/,
      change: (pms) => ({ getExtras: () => pms.getExtras(new AbortController().signal) }),
    },
    'quotes its guest in an error': {
      seen: /names nobody/,
      change: (pms) => ({
        createReservation: (request, key, signal) =>
          pms.createReservation(request, key, signal).catch((error) => {
            throw Object.assign(error, { message: `${request.guest.lastName} cannot be booked.` });
          }),
      }),
    },
  };
  for (const [does, { seen, change }] of Object.entries(spoilt)) {
    it(does, async () => {
      const checks = pmsChecks(spoil(change), { open: () => openPmsWorld(demo) });
      const watched = checks.filter(({ title }) => seen.test(title));
      expect(watched).to.have.lengthOf(1);
      expect(Object.keys(await failures(watched))).to.have.lengthOf(1);
    });
  }
});
