import { fateOf } from '../../../core/delivery/written.ts';
import { openDatabase } from '../../../core/store/database.ts';
import { createLocks } from '../../../core/store/locks.ts';
import { openPluginDatabase } from '../../../core/store/plugin-database.ts';
import { openClient } from '../../../plugins/pms/qloapps/client.ts';
import { openDesk } from '../../../plugins/pms/qloapps/desk.ts';
import { options as schema } from '../../../plugins/pms/qloapps/options.ts';
import { sweep } from '../../../plugins/pms/qloapps/sweep.ts';
import { demoProperty } from '../../support/demo-property.ts';
import type { BadPms } from './bad-pms.ts';

/** The adapter gives back what nobody was told of when this time has passed; holds that guests know of last longer. */
const LATER = { hours: 2, minutes: 5 };

/** What the hotel's processes do two hours later, without the waiting: the same round, by a clock that is ahead. */
export async function sweepLater(databaseUrl: string, { url, key }: BadPms): Promise<void> {
  const database = openDatabase(databaseUrl, 'later');
  const property = { ...demoProperty, id: 'siete-velas' };
  const tables = openPluginDatabase(database, { kind: 'pms', property: property.id, name: 'qloapps' });
  try {
    const context = {
      options: schema.parse({ url, key }),
      property,
      database: tables,
      lock: createLocks(database, 'later'),
      media: { put: () => Promise.reject(new Error('A round needs no pictures.')) } as never,
      now: () => Temporal.Now.instant().add(LATER),
      fateOf: (key: string) => fateOf(database, key),
      log: () => {},
      onClose: () => {},
    };
    const desk = openDesk(context, openClient(context.options));
    // A round takes twenty at most.
    for (let round = 0; round < 30; round += 1) await sweep(desk, AbortSignal.timeout(60_000));
  } finally {
    await tables.close();
    await database.close();
  }
}
