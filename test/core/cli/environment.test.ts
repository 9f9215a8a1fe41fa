import { resolve } from 'node:path';
import { expect } from 'chai';
import { readEnvironment } from '../../../core/cli/environment.ts';

describe('readEnvironment', () => {
  it('has a default for everything', () => {
    const { logLevel, ...rest } = readEnvironment({});
    expect(rest).to.deep.equal({
      configFolder: resolve('config'),
      dataFolder: resolve('data'),
      modelFolder: resolve('nlp-models'),
      tests: 'test/data',
      projectFolder: process.cwd(),
      databaseUrl: null,
      redisUrl: null,
      host: '127.0.0.1',
      port: 3000,
      trustProxy: null,
      publicUrl: '',
      metricsToken: null,
    });
    expect(logLevel).to.be.oneOf(['info', 'warn']);
  });

  it('takes an empty variable for none, as a line of a .env file leaves it', () => {
    const names = [
      'PORT',
      'HOST',
      'DATABASE_URL',
      'REDIS_URL',
      'LOG_LEVEL',
      'TRUST_PROXY',
      'PUBLIC_URL',
      'METRICS_TOKEN',
      'BOTONES_DATA',
    ];
    const empty = Object.fromEntries(names.map((name) => [name, '']));
    expect(readEnvironment(empty)).to.deep.equal(readEnvironment({}));
  });

  it('takes the public address without the slash at its end, and nothing that is no address', () => {
    expect(readEnvironment({ PUBLIC_URL: 'https://chat.example.com/' }).publicUrl).to.equal('https://chat.example.com');
    for (const PUBLIC_URL of ['chat.example.com', 'ftp://x', 'https://x/?a=1', 'https:// x']) {
      expect(() => readEnvironment({ PUBLIC_URL }), PUBLIC_URL).to.throw(RangeError, 'PUBLIC_URL');
    }
  });

  for (const value of ['true', '1', 'loopback', '10.0.0.0/8', '192.0.2.1, uniquelocal', '2001:db8::/32']) {
    it(`trusts the proxies ${value}`, () => {
      expect(readEnvironment({ TRUST_PROXY: value }).trustProxy).to.equal(value);
    });
  }

  const wrong: [string, string, RegExp][] = [
    ['PORT', 'http', /PORT must be a number from 0 to 65535, not "http"/],
    ['PORT', '65536', /PORT must be/],
    ['PORT', '-1', /PORT must be/],
    ['LOG_LEVEL', 'verbose', /LOG_LEVEL is one of trace, debug, .*, not "verbose"/],
    ['REDIS_URL', 'localhost', /REDIS_URL must begin with redis:/],
    ['TRUST_PROXY', 'yes', /TRUST_PROXY is true, a number of proxies, or their addresses .*, not "yes"/],
    ['TRUST_PROXY', '10.0.0.0/33', /TRUST_PROXY is/],
    ['METRICS_TOKEN', 'short', /METRICS_TOKEN must have 16 characters at least/],
    ['METRICS_TOKEN', 'long enough but two', /METRICS_TOKEN must/],
    ['TRUST_PROXY', '10.0.0.1,', /TRUST_PROXY is/],
  ];
  for (const [name, value, sentence] of wrong) {
    it(`refuses ${name}=${value} with a sentence`, () => {
      expect(() => readEnvironment({ [name]: value })).to.throw(RangeError, sentence);
    });
  }
});
