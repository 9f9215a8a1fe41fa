import { expect } from 'chai';
import { failBotProcess } from '../../support/bot-process.ts';

describe('fail', () => {
  it('tells what the system refuses in one sentence', async () => {
    // 192.0.2.0/24 is nobody's (RFC 5737).
    expect(await failBotProcess({ HOST: '192.0.2.1' })).to.deep.equal({
      code: 1,
      err: 'listen EADDRNOTAVAIL: address not available 192.0.2.1\n',
    });
  });

  it('tells where the configuration should be', async () => {
    const { code, err } = await failBotProcess({ BOTONES_CONFIG: '/nowhere' });
    expect(code).to.equal(1);
    expect(err).to.match(/^\S*nowhere\/botones\.yml:1 {2}does not exist — .*\n$/);
  });
});
