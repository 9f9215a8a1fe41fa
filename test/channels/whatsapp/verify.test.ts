import { expect } from 'chai';
import { handshake } from '../../../channels/whatsapp/handshake.ts';
import { verify } from '../../../channels/whatsapp/verify.ts';
import { secret, signed } from './samples.ts';

describe('whatsapp: verify', () => {
  const bytes = '{"object":"whatsapp_business_account","entry":[]}';
  const known = 'dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756';
  const statusOf = (signature: string | undefined, body = bytes, secrets = [secret]) => {
    const verdict = verify(
      { ...signed(body), headers: { ...(signature !== undefined && { 'x-hub-signature-256': signature }) } },
      secrets,
    );
    return verdict.ok ? 200 : verdict.status;
  };

  it('takes what the platform signs', () => {
    expect(statusOf(`sha256=${known}`)).to.equal(200);
    const spaced = '{"object": "whatsapp_business_account", "entry": []}';
    const other = '56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a';
    expect(statusOf(`sha256=${other}`, spaced)).to.equal(200);
  });

  it('takes either secret while one is being changed', () => {
    expect(statusOf(`sha256=${known}`, bytes, ['the new one', secret])).to.equal(200);
  });

  const refused: [string, string | undefined, string?][] = [
    ['none', undefined],
    ['an empty one', ''],
    ['one without its name', known],
    ['another kind', `sha1=${known}`],
    ['a short one', `sha256=${known.slice(0, 62)}`],
    ['a long one', `sha256=${known}00`],
    ['capital letters', `sha256=${known.toUpperCase()}`],
    ['no hexadecimals', `sha256=${'z'.repeat(64)}`],
    ['that of other bytes', `sha256=${known}`, `${bytes} `],
    ['that of what means the same', `sha256=${known}`, JSON.stringify(JSON.parse(bytes), null, 1)],
  ];
  for (const [what, signature, body] of refused) {
    it(`refuses ${what}`, () => expect(statusOf(signature, body)).to.equal(401));
  }
});

describe('whatsapp: handshake', () => {
  const knock = (query: Record<string, string>) => handshake({ query: new URLSearchParams(query) }, 'a word of ours');
  const right = { 'hub.mode': 'subscribe', 'hub.verify_token': 'a word of ours', 'hub.challenge': '1158201444' };

  it('gives the challenge back, as text', () => {
    const { status, body, headers } = knock(right);
    expect({ status, body }).to.deep.equal({ status: 200, body: '1158201444' });
    expect(headers?.['content-type']).to.match(/^text\/plain/);
  });

  for (const [what, change] of Object.entries({
    'another word': { 'hub.verify_token': 'a word of others' },
    'another mode': { 'hub.mode': 'unsubscribe' },
    'no challenge': { 'hub.challenge': '' },
  })) {
    it(`refuses ${what}, and does not repeat it`, () => {
      const { status, body } = knock({ ...right, ...change });
      expect(status).to.equal(403);
      expect(body).to.not.contain('1158201444');
    });
  }

  it('refuses an empty call', () => expect(knock({}).status).to.equal(403));
});
