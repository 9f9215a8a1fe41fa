import type { FakeClock } from '../clock.ts';
import { tooFast } from './google-error.ts';
import type { Settings } from './settings.ts';

/** Units a call. Calls that are not listed cost five. */
export const newPrices: Readonly<Record<string, number>> = {
  'messages.get': 20,
  'threads.get': 40,
  'attachments.get': 20,
  'messages.send': 100,
  'messages.list': 5,
  'messages.modify': 5,
  'messages.batchModify': 50,
  'messages.delete': 10,
  'threads.list': 10,
  'threads.modify': 10,
  'history.list': 2,
  profile: 1,
  'labels.list': 1,
  'labels.get': 1,
  'sendAs.list': 1,
  watch: 100,
  stop: 50,
};

export const oldPrices: Readonly<Record<string, number>> = {
  ...newPrices,
  'messages.get': 5,
  'threads.get': 10,
  'attachments.get': 5,
};

/** What a mailbox spent: never more within any minute than Google lets it. */
export interface Meter {
  /** @throws GoogleError in Google's words. What is refused costs nothing. */
  spend(mailbox: string, method: string): void;
  /** Units of the last minute. */
  spent(mailbox: string): number;
  /** Most units of any minute so far, refused ones aside. */
  most(mailbox: string): number;
  /** All units so far. */
  total(mailbox: string): number;
}

interface Account {
  spends: { at: number; units: number }[];
  within: number;
  most: number;
  total: number;
}

const MINUTE = 60_000;

export function openMeter(settings: Settings, clock: FakeClock): Meter {
  const accounts = new Map<string, Account>();
  const accountOf = (mailbox: string): Account => {
    const account = accounts.get(mailbox) ?? { spends: [], within: 0, most: 0, total: 0 };
    accounts.set(mailbox, account);
    const begin = clock.now().epochMilliseconds - MINUTE;
    while (account.spends[0] && account.spends[0].at <= begin) account.within -= account.spends.shift()?.units ?? 0;
    return account;
  };
  return {
    spend(mailbox, method) {
      const { quota } = settings;
      const units = quota.prices[method] ?? 5;
      const account = accountOf(mailbox);
      if (account.within + units > quota.perUserMinute) {
        throw tooFast(quota.answer, freeAt(account, quota.perUserMinute - units, clock.now()));
      }
      let project = units;
      for (const name of accounts.keys()) project += accountOf(name).within;
      if (project > quota.perProjectMinute) {
        throw tooFast(quota.answer, clock.now().add({ seconds: 30 }), 'rateLimitExceeded');
      }
      account.spends.push({ at: clock.now().epochMilliseconds, units });
      account.within += units;
      account.total += units;
      account.most = Math.max(account.most, account.within);
    },
    spent: (mailbox) => accountOf(mailbox).within,
    most: (mailbox) => accountOf(mailbox).most,
    total: (mailbox) => accountOf(mailbox).total,
  };
}

function freeAt({ spends, within }: Account, room: number, now: Temporal.Instant): Temporal.Instant {
  let left = within;
  for (const { at, units } of spends) {
    left -= units;
    if (left <= room) return Temporal.Instant.fromEpochMilliseconds(at + MINUTE);
  }
  return now.add({ minutes: 1 });
}
