import { anAlert, fakeNotifier } from '@botones/contract/testing';
import { expect } from 'chai';
import { type AlertDesk, createAlertTask } from '../../../core/delivery/alert.ts';
import { describeBreakerChange } from '../../../core/delivery/breaker-change.ts';
import { createTally } from '../../../core/delivery/tally.ts';
import { openAuditStore } from '../../../core/store/audit-store.ts';
import type { Database } from '../../../core/store/database.ts';
import { sql } from '../../support/delivery-rig.ts';
import { aGuard, never } from '../../support/guard-rig.ts';
import { aDatabase } from '../../support/postgres.ts';

describe('alerts of operators', () => {
  let database: Database;
  let time: Temporal.Instant;

  before(async () => {
    database = await aDatabase();
  });
  beforeEach(async () => {
    await sql(database, 'truncate tally');
    time = Temporal.Instant.from('2031-05-04T10:00:00Z');
  });
  after(() => database.close());

  /** A process that may be one of several. */
  function aProcess(change: Partial<AlertDesk> = {}) {
    const notifier = fakeNotifier();
    const desk = { notifier, guard: aGuard().guard, cooldownSeconds: 1800, ...change };
    const task = createAlertTask(
      new Map(['miramar', 'other'].map((property) => [property, desk])),
      createTally(database, () => time),
    );
    return { notifier, alert: (alert = anAlert()) => task({ ...alert }, never) };
  }

  it('come once of a kind, property and system in half an hour, whichever process sees it', async () => {
    const [one, other] = [aProcess(), aProcess()];
    await one.alert(anAlert({ id: 'a' }));
    await one.alert(anAlert({ id: 'b' }));
    await other.alert(anAlert({ id: 'c' }));
    expect([...one.notifier.alerts, ...other.notifier.alerts].map(({ id }) => id)).to.deep.equal(['a']);
    for (const apart of [{ system: 'nlp' }, { property: 'other' }, { kind: 'breaker.closed' as const }])
      await one.alert(anAlert({ id: `apart ${Object.values(apart)}`, ...apart }));
    expect(one.notifier.alerts).to.have.length(4);
    time = time.add({ seconds: 1799 });
    await one.alert(anAlert({ id: 'd' }));
    time = time.add({ seconds: 1 });
    await other.alert(anAlert({ id: 'e' }));
    expect(one.notifier.alerts).to.have.length(4);
    expect(other.notifier.alerts.map(({ id }) => id)).to.deep.equal(['e']);
  });

  it('are tried again until the notifier has taken them, and are no double of themselves', async () => {
    let down = true;
    const taken: string[] = [];
    const { alert } = aProcess({
      notifier: {
        ...fakeNotifier(),
        async alert({ id }) {
          if (down) throw new Error('down');
          taken.push(id);
        },
      },
    });
    expect(await alert().catch(({ message }) => message)).to.equal('down');
    down = false;
    await alert();
    expect(taken).to.have.length(1);
  });

  it('have the cooldown of the hotel', async () => {
    const { alert, notifier } = aProcess({ cooldownSeconds: 0 });
    for (const id of ['a', 'b']) await alert(anAlert({ id }));
    expect(notifier.alerts).to.have.length(2);
  });

  it('are none where a notifier takes calls only', async () => {
    const { alert } = aProcess({ notifier: { notify: async () => {} } });
    await alert();
  });

  it('wait for a process that knows the hotel', async () => {
    const { alert } = aProcess();
    expect(await alert(anAlert({ property: 'elsewhere' })).catch(({ message }) => message)).to.contain('does not know');
  });

  it('tell that a breaker opened or closed; the trail has every change', async () => {
    const change = (state: 0 | 1 | 2) => describeBreakerChange({ property: 'miramar', system: 'pms', state }, time);
    expect([0, 1, 2].map((state) => change(state as 0).alert?.kind)).to.deep.equal([
      'breaker.closed',
      'breaker.opened',
      undefined,
    ]);
    const store = openAuditStore(database.url);
    for (const state of [1, 2, 0] as const) {
      const { entry } = change(state);
      await store.record([entry], never);
      await store.record([entry], never);
    }
    await store.close();
    const rows = await sql(database, 'select property, subject, event, data from audit_log order by event');
    expect(rows).to.deep.equal(
      [
        ['breaker.closed', 0],
        ['breaker.opened', 1],
        ['breaker.tried', 2],
      ].map(([event, state]) => ({ property: 'miramar', subject: 'pms', event, data: { system: 'pms', state } })),
    );
  });
});
