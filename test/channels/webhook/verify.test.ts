import { aRequest } from '@botones/contract/testing';
import { expect } from 'chai';
import { sign, verify } from '../../../channels/webhook/verify.ts';

const secret = 'only for the tests';
const body = '{"messages":[]}';
const verdictOn = (signature: string | undefined, bytes: string | Uint8Array = body) =>
  verify(aRequest({ body: bytes, headers: { 'x-botones-signature': signature } }), secret);

describe('webhook: signatures', () => {
  it('are HMAC-SHA256 of the body in hex', () => {
    // printf '{"messages":[]}' | openssl dgst -sha256 -hmac 'only for the tests'
    const expected = 'sha256=7bd855d21b3b76a05725318e037d313cf061890f94996f7996f9db96ee35c7d2';
    expect(sign(body, secret)).to.equal(expected);
    expect(verdictOn(expected)).to.deep.equal({ ok: true });
  });

  it('hold for bytes that are no text', () => {
    const bytes = Uint8Array.of(0xff, 0x00, 0xc3);
    const text = Buffer.from(bytes).toString('latin1');
    expect(verdictOn(sign(text, secret), bytes)).to.include({ ok: false, status: 401 });
  });

  it('are refused when they are missing or of another form', () => {
    const good = sign(body, secret);
    const malformed = [
      undefined,
      '',
      'sha256=',
      good.slice(7),
      good.slice(0, -1),
      `${good}0`,
      good.toUpperCase(),
      ` ${good}`,
    ];
    for (const signature of malformed) {
      const reason = 'the signature is missing or malformed';
      expect(verdictOn(signature), signature).to.deep.equal({ ok: false, status: 401, reason });
    }
  });

  it('are refused when they belong to another body or another secret', () => {
    const reason = 'the signature is wrong';
    for (const signature of [sign('{}', secret), sign(body, 'another secret of ours')]) {
      expect(verdictOn(signature)).to.deep.equal({ ok: false, status: 401, reason });
    }
  });
});
