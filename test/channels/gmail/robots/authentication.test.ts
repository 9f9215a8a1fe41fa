import { expect } from 'chai';
import { isUnproven } from '../../../../channels/gmail/robots/index.ts';

const from = 'Ana <ana@example.org>';
const unproven = (...results: readonly string[]) =>
  isUnproven(
    new Map([
      ['authentication-results', results],
      ['from', [from]],
    ]),
  );
const google = (text: string) => `mx.google.com; ${text}`;

describe('isUnproven', () => {
  it('is what DMARC says', () => {
    expect(
      unproven(
        google(
          'dkim=pass header.i=@example.org; spf=pass smtp.mailfrom=x; dmarc=pass (p=NONE) header.from=example.org',
        ),
      ),
    ).to.equal(false);
    expect(
      unproven(
        google('spf=pass smtp.mailfrom=x@evil.example; dmarc=fail (p=NONE sp=NONE dis=NONE) header.from=example.org'),
      ),
    ).to.equal(true);
    expect(
      unproven(google('spf=fail smtp.mailfrom=x; dkim=pass header.i=@example.org; dmarc=pass header.from=example.org')),
    ).to.equal(false);
  });

  it('is what SPF says where there is no DMARC, unless the domain signed', () => {
    expect(unproven(google('spf=fail (google.com: domain of x) smtp.mailfrom=x'))).to.equal(true);
    expect(unproven(google('spf=softfail smtp.mailfrom=x; dmarc=none')), 'many small domains do').to.equal(false);
    expect(unproven(google('dkim=pass header.i=@example.org header.s=s; spf=fail smtp.mailfrom=x'))).to.equal(false);
    expect(unproven(google('dkim=pass header.i=@evil.example; spf=fail smtp.mailfrom=x'))).to.equal(true);
    expect(unproven(google('spf=neutral smtp.mailfrom=x'))).to.equal(false);
  });

  it('reads the topmost of Google, and no comment', () => {
    expect(unproven(google('dmarc=fail'), google('dmarc=pass'))).to.equal(true);
    expect(unproven('mx.evil.example; dmarc=pass', google('dmarc=fail'))).to.equal(true);
    expect(unproven(google('spf=pass (dmarc=fail (x) y) smtp.mailfrom=x; dmarc=pass'))).to.equal(false);
    expect(unproven('mx.google.com.evil.example; dmarc=fail')).to.equal(false);
    expect(unproven()).to.equal(false);
  });
});
