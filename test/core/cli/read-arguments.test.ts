import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';

const folder = join(import.meta.dirname, '../../../core/cli');
const run = promisify(execFile);

describe('a wrong option', () => {
  for (const command of ['start', 'handoff', 'train', 'evaluate', 'parse', 'nlu-review']) {
    it(`of ${command} is told in one sentence`, async () => {
      const refused = await run(process.execPath, [join(folder, `${command}.ts`), '--colour', 'blue']).catch(
        (error) => error,
      );
      expect(refused.code).to.equal(1);
      expect(refused.stderr).to.match(/^Unknown option '--colour'.*\n$/);
    });
  }
});
