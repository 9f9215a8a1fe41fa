import type { Message } from '@botones/contract';
import { expect } from 'chai';
import { type Hotel, openHotel, signal } from './hotel.ts';

const MAILS = 5_000;
/** Each tenth is a program's; each seventh guest had written before. */
const isRobot = (n: number) => n % 10 === 3;
const senderOf = (n: number) => (n % 7 === 0 ? n - 1 : n);
const isLone = (n: number) => n % 7 < 6 && n % 7 > 0;

const DAYS = 9;
const DAY_MS = 24 * 3_600_000;

function mailOf(n: number): string {
  const sender = senderOf(n);
  return [
    `From: Guest ${sender} <guest-${sender}@example.org>`,
    'To: hotel@example.com',
    `Subject: Question ${n}`,
    `Message-ID: <mail-${n}@example.org>`,
    ...(isRobot(n) ? ['Auto-Submitted: auto-replied'] : []),
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Is there a room for ${n}?`,
  ].join('\r\n');
}

/** Mail `n` is older than mail `n - 1`. */
function fill({ google }: Hotel): Map<string, number> {
  const now = google.clock.now();
  const numbers = new Map<string, number>();
  for (let n = MAILS; n >= 1; n -= 1) {
    const at = now.subtract({ milliseconds: Math.round((n * DAYS * DAY_MS) / MAILS) }).toString();
    numbers.set(google.deliver(mailOf(n), { at }).id, n);
  }
  return numbers;
}

describe('gmail: a mailbox with thousands of unread mails', function () {
  this.timeout(120_000);
  let hotel: Hotel;
  /** By provider id. */
  let numbers: Map<string, number>;
  /** What was stored, look by look. */
  let looks: Message[][];
  let order: Message[];
  const fresh: { id: string; looksUntilRead: number }[] = [];

  before(async () => {
    hotel = await openHotel({ lookbackHours: DAYS * 24 + 1 });
    numbers = fill(hotel);
    looks = await readAll(hotel, fresh);
    order = looks.flat();
  });
  after(() => hotel.close());

  it('is read whole, each mail once, though processes die in between', () => {
    const ids = order.map(({ providerId }) => providerId);
    expect(new Set(ids).size, 'no mail twice').to.equal(ids.length);
    expect(ids.filter((id) => numbers.has(id))).to.have.length(MAILS);
    expect(ids).to.have.length(MAILS + fresh.length);
  });

  it('is read newest first', () => {
    const lone = order.map(({ providerId }) => numbers.get(providerId) ?? 0).filter(isLone);
    expect(lone).to.deep.equal(lone.toSorted((one, other) => one - other));
    expect(lone.length).to.be.greaterThan(MAILS / 2);
  });

  it('is read oldest first where two mails of one guest are read together', () => {
    const together = looks.flatMap((read) =>
      read.flatMap(({ guest, providerId }, at) => {
        const next = read[at + 1];
        return next?.guest.key === guest.key ? [[numbers.get(providerId), numbers.get(next.providerId)]] : [];
      }),
    );
    expect(together.length).to.be.greaterThan(MAILS / 10);
    for (const [first = 0, second = 0] of together) expect(first).to.equal(second + 1);
  });

  it('reads what comes in meanwhile before all that is older', () => {
    expect(fresh.length).to.be.greaterThan(20);
    for (const { looksUntilRead } of fresh) expect(looksUntilRead).to.equal(1);
  });

  it('knows programs among the guests', () => {
    for (const { providerId, leaveTo } of order) {
      const n = numbers.get(providerId);
      if (n !== undefined) expect(leaveTo?.who === 'nobody', `mail ${n}`).to.equal(isRobot(n));
    }
  });

  it('stays within the quota that it was given, so that Google refuses nothing', () => {
    const { google } = hotel;
    expect(google.calls.filter(({ status }) => typeof status === 'number' && status >= 400)).to.deep.equal([]);
    expect(google.meter.total('hotel@example.com')).to.be.greaterThan(MAILS * 20);
    expect(google.meter.most('hotel@example.com')).to.be.within(3_000, 6_000);
  });
});

/**
 * Core's loop on Google's clock: a look, then the rest that it asks for. Each twentieth look is lost with its process; before each
 * sixth a mail comes in.
 */
async function readAll(hotel: Hotel, fresh: { id: string; looksUntilRead: number }[]): Promise<Message[][]> {
  const { google, state, stored, inbox } = hotel;
  const looks: Message[][] = [];
  let quiet = 0;
  for (let look = 1; quiet < 3; look += 1) {
    if (look > 2_000) throw new Error('It never comes to an end.');
    const waits = look % 6 === 0 && stored.size < MAILS ? google.deliver(mailOf(MAILS + look)) : null;
    if (look % 20 === 0) {
      await state.channel.poll?.(state.cursor, signal, inbox);
      // The process dies here: what it read is not stored.
      await hotel.restart();
    }
    const polled = (await state.channel.poll?.(state.cursor, signal, inbox)) ?? expect.fail('It does not poll.');
    for (const message of polled.messages) {
      if (stored.has(message.providerId)) throw new Error('A mail was read twice.');
      stored.set(message.providerId, message);
    }
    looks.push(polled.messages);
    if (waits) fresh.push({ id: waits.id, looksUntilRead: stored.has(waits.id) ? 1 : 2 });
    state.cursor = polled.cursor;
    quiet = polled.messages.length === 0 && !polled.more && polled.restSeconds === undefined ? quiet + 1 : 0;
    const seconds = polled.restSeconds ?? (polled.more ? 0 : 30);
    await google.advance({ milliseconds: Math.ceil(seconds * 1_000) });
  }
  return looks;
}
