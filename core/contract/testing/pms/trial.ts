import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Pms, PmsPlugin } from '../../ports/pms.ts';
import type { Guest, Offer, OfferSearch, Reservation, ReservationRequest } from '../../ports/pms-values.ts';
import type { Schema } from '../../schema.ts';
import { aPmsContext, type LogLine } from '../builders/contexts.ts';
import type { Check } from '../check.ts';
import { readOptions } from '../plugin-checks.ts';
import { deepFreeze } from '../tools/deep-freeze.ts';
import type { PmsSamples, PmsWorld } from './samples.ts';

/** An adapter that is set up for one check. What the check books through it is cancelled at its end. */
export interface PmsTrial {
  readonly pms: Pms;
  readonly world: PmsWorld;
  readonly lines: readonly LogLine[];
  readonly guest: Guest;
  today(): Temporal.PlainDate;
  now(): Temporal.Instant;
  /** A further process on the same database. */
  another(): Promise<Pms>;
  /** A stay of so many nights that is on sale, with its offers. */
  findStay(nights?: number): Promise<{ search: OfferSearch; offers: Offer[] }>;
  /** A booking of the first of those offers, or of `offer`; frozen. */
  request(wishes?: Partial<ReservationRequest>): Promise<ReservationRequest>;
  book(request: ReservationRequest, key?: string, pms?: Pms): Promise<Reservation>;
}

export type WithPms = (use: (trial: PmsTrial) => Promise<void>) => Promise<void>;

/** A group of checks of one side of the port. */
export type PmsChecks = (withPms: WithPms, samples: PmsSamples) => Check[];

/** Nobody waits for these calls. */
export const patient = new AbortController().signal;

/** Never used before, not even on a system that remembers. */
export const freshKey = () => randomUUID();

const someone: Guest = {
  firstName: 'Ada',
  lastName: 'Peña Lindqvist',
  email: 'ada.lindqvist@example.com',
  phone: '+34600111222',
};
const stays = { first: 30, step: 7, tries: 26 };

export function openTrials<S extends Schema | undefined>(plugin: PmsPlugin<S>, samples: PmsSamples): WithPms {
  return async (use) => {
    const world: PmsWorld = (await samples.open?.()) ?? { lend: () => ({}), close: async () => {} };
    const options = await readOptions(plugin, { ...samples.options, ...world.options });
    const contexts: ReturnType<typeof aPmsContext>[] = [];
    const lines: LogLine[] = [];
    const open = async (): Promise<Pms> => {
      const log = (sentence: string, fields: LogLine['fields']) => void lines.push({ sentence, fields });
      const context = aPmsContext(options, { log, ...world.lend() });
      contexts.push(context);
      return plugin.setup(context as never);
    };
    try {
      const trial = makeTrial(await open(), { open, world, lines, context: contexts[0] as never, samples });
      try {
        await use(trial);
      } finally {
        await trial.leave();
      }
    } finally {
      for (const context of contexts) await context.close();
      await world.close();
    }
  };
}

interface Parts {
  open(): Promise<Pms>;
  world: PmsWorld;
  lines: LogLine[];
  context: ReturnType<typeof aPmsContext>;
  samples: PmsSamples;
}

function makeTrial(pms: Pms, { open, world, lines, context, samples }: Parts): PmsTrial & { leave(): Promise<void> } {
  const { rooms = [{ adults: 2, childrenAges: [] }], daysAhead = stays.first, guest = someone } = samples;
  const booked = new Set<string>();
  const today = () => context.now().toZonedDateTimeISO(context.property.timeZone).toPlainDate();

  const findStay: PmsTrial['findStay'] = async (nights = 2) => {
    for (let n = 0; n < stays.tries; n += 1) {
      const arrival = today().add({ days: daysAhead + n * stays.step });
      const search = deepFreeze({ arrival, departure: arrival.add({ days: nights }), rooms });
      const offers = await pms.searchOffers(search, patient);
      if (offers.length > 0) return { search, offers };
    }
    return assert.fail('nothing is on sale for the guests of the samples');
  };

  return {
    pms,
    world,
    lines,
    guest,
    today,
    now: context.now,
    another: open,
    findStay,
    async request(wishes = {}) {
      const { search, offers } = wishes.search ? { search: wishes.search, offers: [] } : await findStay();
      const [first] = offers;
      const offer = wishes.offer ?? first ?? assert.fail('a search of your own needs its offer');
      return deepFreeze({ offer, search, guest, holdUntil: null, language: 'en', ...wishes });
    },
    async book(request, key = freshKey(), by = pms) {
      const made = await by.createReservation(request, key, patient);
      booked.add(made.reference);
      return made;
    },
    async leave() {
      world.behave?.('accept');
      if (!pms.capabilities.cancels) return;
      for (const reference of booked) {
        try {
          await pms.cancelReservation(await pms.quoteCancel(reference, patient), freshKey(), patient);
        } catch {
          // Cancelled by the check itself, or not to be cancelled at all.
        }
      }
    },
  };
}
