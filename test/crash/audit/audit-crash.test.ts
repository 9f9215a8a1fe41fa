import { expect } from 'chai';
import { isSound, runAuditCrash } from './run-audit.ts';

describe('the trail while PostgreSQL and its writers die', function () {
  this.timeout(300_000);

  it('has every event once', async () => {
    const policy = { breaker: { halfOpenSeconds: 1 } };
    const verdict = await runAuditCrash({ events: 5_000, kills: 1, policy }, () => {});
    expect(verdict).to.include({ sent: 5_000, stored: 5_000, lost: 0, doubled: 0, refused: 0 });
    expect(verdict).to.include({ replayKills: 1, writerKills: 2, postgresStops: 1, postgresKills: 1 });
    expect(isSound(verdict), JSON.stringify(verdict)).to.equal(true);
  });

  it('is judged strictly', () => {
    const counts = { sent: 2, stored: 2, lost: 0, doubled: 0, refused: 0, fellBack: 1, replayKills: 1, writerKills: 0 };
    const sound = { ...counts, postgresStops: 1, postgresKills: 1, postgresRestarts: 1 };
    expect(isSound(sound)).to.equal(true);
    const faults = [{ stored: 1 }, { lost: 1 }, { doubled: 1 }, { refused: 1 }, { fellBack: 0 }, { replayKills: 0 }];
    for (const fault of faults) expect(isSound({ ...sound, ...fault }), JSON.stringify(fault)).to.equal(false);
  });
});
