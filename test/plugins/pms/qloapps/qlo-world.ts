import { type Behaviour, manualClock, type PmsWorld } from '@botones/contract/testing';
import qloapps from '../../../../plugins/pms/qloapps/index.ts';
import { type QloAppsOptions, startFakeQloApps } from '../../../fakes/qloapps/index.ts';
import { QloError } from '../../../fakes/qloapps/qlo-error.ts';
import { openPmsWorld } from '../../../support/pms-world.ts';

/** A webservice on this machine, a database, and a clock that stands still. */
export async function openQloWorld(options: QloAppsOptions = {}): Promise<PmsWorld> {
  const fake = await startFakeQloApps(options);
  const clock = manualClock();
  let hasCome = Promise.withResolvers<void>();
  const watch = () => {
    fake.mishaps.always({ kind: 'slow', ms: 0 }, () => {
      hasCome.resolve();
      return false;
    });
  };
  const behaviours: Record<Behaviour, () => void> = {
    accept: () => {},
    busy: () => fake.mishaps.always({ kind: 'page', status: 429 }),
    refuse: () => fake.mishaps.always({ kind: 'error', error: new QloError(400, 85, 'Validation error') }),
    forbid: () => fake.mishaps.always({ kind: 'error', error: new QloError(401, 20, 'Not active') }),
    break: () => fake.mishaps.always({ kind: 'page', status: 500 }),
    cut: () => fake.mishaps.always({ kind: 'reset', taken: false }),
    hang: () => fake.mishaps.always({ kind: 'hang', taken: true }),
  };
  const world = await openPmsWorld(qloapps, {
    clock,
    currency: fake.world.currency,
    options: { url: fake.url, key: fake.key },
    behave(behaviour) {
      fake.mishaps.clear();
      hasCome = Promise.withResolvers<void>();
      watch();
      behaviours[behaviour]();
    },
    reached: () => hasCome.promise,
    close: () => fake.close(),
  });
  return world;
}
