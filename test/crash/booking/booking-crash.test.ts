import { expect } from 'chai';
import type { Row, World } from '../../fakes/qloapps/world.ts';
import type { Attempt } from './guests.ts';
import { type Evidence, isSound, judge } from './judge.ts';
import { readBookingOptions } from './options.ts';
import { runBooking } from './run-booking.ts';

describe('guests who book while the PMS misbehaves and processes die', function () {
  this.timeout(300_000);

  it('are told what is reserved', async () => {
    const verdict = await runBooking({ attempts: 10, guests: 10, faults: 4, seed: 1 }, () => {});
    expect(verdict).to.include({ attempts: 10, doubled: 0, oversold: 0, orphans: 0, mispriced: 0 });
    expect(isSound(verdict), JSON.stringify(verdict)).to.equal(true);
    expect(verdict.kills).to.be.greaterThan(0);
  });
});

/** A room of `price` for the guest of this number, under the reference that the letters make. */
function aBooking(guest: number, reference: string, price = 100) {
  const attempt: Attempt = { guest: `guest-${guest}`, end: 'told', agreed: 100_00 };
  const text = `Your room is booked under the reference ${reference}.`;
  const post = { id: '', to: attempt.guest, inReplyTo: '', text, at: 0 };
  const order = { id: guest, reference, source: `botones:${guest}` };
  const row = { id_order: guest, is_cancelled: false, is_refunded: false, net: price, tax: 0, services: [] };
  return { attempt, post, order, row };
}

type Booking = ReturnType<typeof aBooking>;

function evidence(attempts: Booking[], told: Booking[], kept: Booking[], doubles: number): Evidence {
  const orders = kept.map(({ order }) => order) as unknown as World['orders'];
  const world = { orders, rows: kept.map(({ row }) => row) as unknown as Row[] } as World;
  const pms: Evidence['pms'] = { world, doubles: () => Array.from({ length: doubles }) as never };
  return { attempts: attempts.map(({ attempt }) => attempt), posts: told.map(({ post }) => post), pms, kills: 1 };
}

describe('its judge', () => {
  const [one, two] = [aBooking(1, 'ABCDEFGHI'), aBooking(2, 'JKLMNOPQR')];
  const both = [one, two];

  it('counts guests beside bookings', () => {
    const verdict = judge(evidence(both, both, both, 0));
    expect(verdict).to.include({
      attempts: 2,
      told: 2,
      reserved: 2,
      doubled: 0,
      oversold: 0,
      orphans: 0,
      mispriced: 0,
    });
    expect(isSound(verdict)).to.equal(true);
  });

  it('finds each fault', () => {
    const dear = aBooking(1, 'ABCDEFGHI', 101);
    const again = { ...one, order: { ...one.order, id: 3, reference: 'STUVWXYZA' }, row: { ...one.row, id_order: 3 } };
    const gone = { ...two, row: { ...two.row, is_cancelled: true } };
    const found = [
      ['a booking that nobody was told of', evidence(both, [one], both, 0), { told: 1, reserved: 2, orphans: 1 }],
      ['a guest who was told of none', evidence(both, both, [one], 0), { told: 2, reserved: 1 }],
      ['a booking that is cancelled', evidence(both, both, [one, gone], 0), { told: 2, reserved: 1 }],
      ['a second booking', evidence([one], [one], [one, again], 0), { doubled: 1, orphans: 1 }],
      ['a room sold twice', evidence(both, both, both, 1), { oversold: 1 }],
      ['a price above the confirmed one', evidence([dear], [dear], [dear], 0), { mispriced: 1 }],
      ['nothing at all', evidence(both, [], [], 0), { told: 0, reserved: 0 }],
    ] as const;
    for (const [what, given, figures] of found) {
      const verdict = judge(given);
      expect(verdict, what).to.include(figures);
      expect(isSound(verdict), what).to.equal(false);
    }
  });

  it('takes no size that measures nothing', () => {
    expect(() => readBookingOptions(['--attempts', '0'])).to.throw('--attempts must be a whole number from 1 on.');
    expect(() => readBookingOptions(['--faults', '51'])).to.throw('--faults is of a hundred');
  });
});
