import { expect } from 'chai';
import { readToken, signToken } from '../../../channels/web/token.ts';

const key = new Uint8Array(32).fill(7);
const claims = { account: 'miramar', session: 'c2Vzc2lvbg', expires: 2000 };

describe('web: tokens', () => {
  it('read back what was signed', () => {
    expect(readToken(key, signToken(key, claims), 1999)).to.deep.equal(claims);
  });

  it('are worth nothing from the second on in which they expire', () => {
    expect(readToken(key, signToken(key, claims), 2000)).to.equal(null);
  });

  it('are worth nothing under another key', () => {
    expect(readToken(new Uint8Array(32).fill(8), signToken(key, claims), 0)).to.equal(null);
  });

  it('do not survive a change of payload, signature or shape', () => {
    const [payload = '', signature = ''] = signToken(key, claims).split('.');
    const other = Buffer.from(JSON.stringify(['miramar', 'another', 2000])).toString('base64url');
    const forged = [
      '',
      '.',
      payload,
      `${payload}.`,
      `.${signature}`,
      `${other}.${signature}`,
      `${payload}.${signature}.x`,
    ];
    for (const token of forged) expect(readToken(key, token, 0), token).to.equal(null);
  });
});
