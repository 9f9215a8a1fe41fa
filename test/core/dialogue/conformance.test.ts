import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readProject } from '../../../core/dialogue/project/read-project.ts';
import { replay } from '../../../core/dialogue/testing/replay.ts';

const folder = join(import.meta.dirname, '../../../../shared/conformance/rasa');

/** Passed test stories under Rasa's own rule and memoization policies: as `rasa test` plays them, and as a bot that runs. */
const bots = {
  'financial-demo': { total: 48, test: 48, live: 44 },
  'helpdesk-assistant': { total: 12, test: 12, live: 12 },
  'init-bot': { total: 7, test: 7, live: 7 },
  formbot: { total: 3, test: 3, live: 3 },
} as const;

const describeWhereGiven = existsSync(folder) ? describe : describe.skip;

describeWhereGiven(`Rasa bots in ${folder}`, () => {
  for (const [name, expected] of Object.entries(bots)) {
    it(`runs ${name} as Rasa does`, () => {
      const { engine, tests, faults } = readProject(join(folder, name), {});
      const passed = (live: boolean) => tests.filter((path) => replay(path, engine, { live }).passed).length;
      expect(faults).to.deep.equal([]);
      expect({ total: tests.length, test: passed(false), live: passed(true) }).to.deep.equal(expected);
    });
  }
});
