import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect } from 'chai';

/** Ends before anything is started. */
function refusal(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('core/cli/start.ts'), ...args], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, lines: stderr.trimEnd().split('\n') };
}

describe('npm start', () => {
  it('refuses a role and a value that do not exist, each in one sentence', () => {
    for (const [args, env, sentence] of [
      [['--role', 'cook'], {}, '--role is one of all, web, worker, not "cook".'],
      [[], { PORT: 'http' }, 'PORT must be a number from 0 to 65535, not "http".'],
    ] as const) {
      const { status, stdout, lines } = refusal([...args], env);
      expect(status).to.equal(1);
      expect(stdout).to.equal('');
      expect(lines).to.have.length(1);
      expect(lines[0]).to.include(sentence);
    }
  });

  it('says that an address is not of this machine, without a stack', () => {
    // 192.0.2.0/24 is nobody's (RFC 5737).
    const { status, lines } = refusal([], { HOST: '192.0.2.1', PORT: '0' });
    expect({ status, lines }).to.deep.equal({
      status: 1,
      lines: ['listen EADDRNOTAVAIL: address not available 192.0.2.1'],
    });
  });

  it('says where the configuration should be', () => {
    const { status, lines } = refusal([], { BOTONES_CONFIG: '/nowhere' });
    expect(status).to.equal(1);
    expect(lines.join()).to.match(/nowhere\/botones\.yml:1 {2}does not exist/);
  });
});
