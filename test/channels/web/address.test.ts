import { expect } from 'chai';
import { addressKey } from '../../../channels/web/address.ts';

describe('web: addresses for limits', () => {
  const cases: [string, string][] = [
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:0db8:0001::1', '2001:db8:1:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0'],
  ];
  for (const [ip, key] of cases) {
    it(`count ${ip} as ${key}`, () => expect(addressKey(ip)).to.equal(key));
  }
});
