import { expect } from 'chai';
import type { Guest } from '../../fakes/gmail/index.ts';
import { type Evidence, isSound, judge } from './judge.ts';
import type { Sent } from './mails.ts';
import { readGmailOptions } from './options.ts';
import { runGmailCrash } from './run-gmail.ts';

describe('a full mailbox whose readers die', function () {
  this.timeout(300_000);

  it('is answered whole, each mail once', async () => {
    const verdict = await runGmailCrash({ mails: 60, seed: 1 }, () => {});
    const faults = { lost: 0, doubled: 0, outOfOrder: 0, robots: 0 };
    expect(verdict).to.include({ mails: 59, answered: 59, ...faults });
    expect(isSound(verdict), JSON.stringify(verdict)).to.equal(true);
  });
});

describe('its judge', () => {
  /** A guest whose mails `m1`, `m2` … were answered in this order. */
  const aGuest = (...answered: string[]) =>
    ({ inbox: answered.map((to) => ({ header: () => `<${to}>` })) }) as unknown as Guest;
  const aMail = (name: string, guest: Guest, isRobot = false): Sent => ({
    id: name,
    messageId: `<${name}>`,
    guest,
    isRobot,
  });
  const figures = { kills: 1, unheard: 0, refused: 0, most: 10, limit: 100 };
  const evidence = (sent: Sent[], forPeople = false): Evidence => ({
    ...figures,
    sent,
    isForPeople: () => forPeople,
    read: sent.map(({ id }) => id),
  });

  it('counts mails beside answers', () => {
    const [one, two] = [aGuest('a', 'b'), aGuest('c')];
    const verdict = judge(evidence([aMail('a', one), aMail('b', one), aMail('c', two), aMail('d', aGuest(), true)]));
    const found = { answered: 3, people: 0, lost: 0, doubled: 0, outOfOrder: 0, robots: 0 };
    expect(verdict).to.deep.equal({ mails: 3, ...found, ...figures });
    expect(isSound(verdict)).to.equal(true);
  });

  it('takes a mail that people were given for one that is not lost', () => {
    const guest = aGuest('a');
    const verdict = judge(evidence([aMail('a', guest), aMail('b', guest)], true));
    expect(verdict).to.include({ answered: 1, people: 1, lost: 0 });
    expect(isSound(verdict)).to.equal(true);
  });

  it('finds each fault', () => {
    const backwards = aGuest('b', 'a');
    const found = [
      ['a mail without an answer', evidence([aMail('a', aGuest('a')), aMail('b', aGuest())]), { lost: 1 }],
      ['two answers to one mail', evidence([aMail('a', aGuest('a', 'a'))]), { doubled: 1 }],
      ['a later mail answered first', evidence([aMail('a', backwards), aMail('b', backwards)]), { outOfOrder: 1 }],
      ['an answer to a program', evidence([aMail('a', aGuest('a')), aMail('b', aGuest('b'), true)]), { robots: 1 }],
      ['more than the quota', { ...evidence([aMail('a', aGuest('a'))]), most: 101 }, { most: 101 }],
      ['nothing killed', { ...evidence([aMail('a', aGuest('a'))]), kills: 0 }, { kills: 0 }],
      ['nothing answered', evidence([aMail('a', aGuest())], true), { answered: 0 }],
    ] as const;
    for (const [what, given, expected] of found) {
      const verdict = judge(given);
      expect(verdict, what).to.include(expected);
      expect(isSound(verdict), what).to.equal(false);
    }
  });

  it('takes no size that measures nothing', () => {
    expect(() => readGmailOptions(['--mails', '5'])).to.throw('--mails must be a whole number from 10 on.');
  });
});
