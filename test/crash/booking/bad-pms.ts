import { wallClock } from '../../fakes/clock.ts';
import { planMishaps } from '../../fakes/mishaps.ts';
import { type FakeQloApps, type QloAppsOptions, startFakeQloApps } from '../../fakes/qloapps/index.ts';

type Mishaps = NonNullable<QloAppsOptions['mishaps']>;
type Mishap = NonNullable<ReturnType<Mishaps['take']>>;

/** What a PMS can do to a request; `taken`: it has done what it was asked, and nobody hears of it. */
const troubles: readonly Mishap[] = [
  { kind: 'slow', ms: 400 },
  { kind: 'hang', taken: false },
  { kind: 'hang', taken: true },
  { kind: 'reset', taken: false },
  { kind: 'reset', taken: true },
  { kind: 'page', status: 500 },
  { kind: 'page', status: 500, taken: true },
  { kind: 'page', status: 200 },
  { kind: 'page', status: 200, taken: true },
  { kind: 'garbled' },
  { kind: 'twice' },
];

export interface BadPms extends FakeQloApps {
  /** How often each trouble befell a request. */
  readonly befell: ReadonlyMap<string, number>;
  /** From now on it behaves. */
  calm(): void;
  /** Somebody else takes a room of this type in these days, where there is one. */
  sellElsewhere(type: number, from: string, to: string): void;
  /** Prices go up or down by up to a tenth. */
  reprice(): void;
}

/** QloApps on a bad day: it outlives every process of the bot, and its own books are what counts in the end. */
export async function startBadPms(faults: number, random: () => number): Promise<BadPms> {
  const befell = new Map<string, number>();
  let isBad = true;
  const planned = planMishaps() as Mishaps;
  const mishaps: Mishaps = {
    ...planned,
    take() {
      if (!isBad || random() * 100 >= faults) return null;
      const trouble = troubles[Math.floor(random() * troubles.length)] ?? null;
      if (trouble !== null) count(trouble);
      return trouble;
    },
  };
  const fake = await startFakeQloApps({ clock: wallClock(), mishaps });
  const prices = new Map(fake.world.roomTypes.map(({ id, price }) => [id, price]));

  function count(trouble: Mishap): void {
    const name = `${trouble.kind}${'status' in trouble ? ` ${trouble.status}` : ''}${'taken' in trouble && trouble.taken ? ' taken' : ''}`;
    befell.set(name, (befell.get(name) ?? 0) + 1);
  }

  return {
    ...fake,
    befell,
    calm() {
      isBad = false;
    },
    sellElsewhere(type, from, to) {
      try {
        fake.walkIn({ type, from, to });
      } catch {
        // Nothing is left to sell.
      }
    },
    reprice() {
      for (const type of fake.world.roomTypes) {
        type.price = Math.round((prices.get(type.id) ?? 100) * (0.9 + random() * 0.2));
      }
    },
  };
}
