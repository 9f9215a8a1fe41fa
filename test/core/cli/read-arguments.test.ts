import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';

const folder = join(import.meta.dirname, '../../../core/cli');
const run = promisify(execFile);

const commands = ['start', 'chat', 'handoff', 'validate', 'train', 'evaluate', 'parse', 'nlu-review', 'channel', 'pms'];

describe('a wrong option', () => {
  for (const command of commands) {
    it(`of ${command} is told in one sentence`, async () => {
      const refused = await run(process.execPath, [join(folder, `${command}.ts`), '--colour', 'blue']).catch(
        (error) => error,
      );
      expect(refused.code).to.equal(1);
      expect(refused.stderr).to.match(/^Unknown option .--colour.*--help shows how it is used\.\n$/);
    });
  }
});

describe('--help', () => {
  for (const command of commands) {
    it(`of ${command} shows how it is used, and starts nothing`, async () => {
      const { stdout, stderr } = await run(process.execPath, [join(folder, `${command}.ts`), '--help'], {
        env: { ...process.env, DATABASE_URL: 'postgres://nowhere.invalid/none', BOTONES_CONFIG: '/nowhere' },
      });
      expect(stdout).to.match(/^\S.*:\n\n {2}npm (start|run [\w:]+)/);
      expect(stderr).to.equal('');
    });
  }
});
