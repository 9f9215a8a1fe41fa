import { expect } from 'chai';
import { loadBase, soundFiles, told } from '../fixture.ts';

const withPms = (written: string) => ({
  'botones.yml': `${soundFiles['botones.yml']}ports:\n  pms:\n    use: demo\n    resilience:\n${written}\n`,
});

describe('resilience: in botones.yml', () => {
  it('is taken out of the options of an adapter, and kept beside them', () => {
    const { ports, channels, nlp, audit } = loadBase({
      'botones.yml': `${soundFiles['botones.yml'].replace('web:', 'web: {stars: 4, resilience: {tries: 1}}')}
ports:
  pms:
    use: demo
    holds: 5
    resilience:
      timeoutSeconds: 8
      deadlineSeconds: 16
      tries: 2
      backoff: {firstSeconds: 0.5, maxSeconds: 2}
      breaker: {failures: 3, halfOpenSeconds: 10}
      concurrency: 4
      pacing: {calls: 5, seconds: 1}
      limit: {calls: 100, seconds: 60}
      cache: {seconds: {searchOffers: 5, getRoomTypes: 0}, staleSeconds: 60}
  transcriber: {use: whisper, resilience: {breaker: {failures: 2}}}
  notifier: {use: log, resilience: {timeoutSeconds: 5}}
  audit: {resilience: {tries: 2}}
nlp: {resilience: {breaker: {failures: 9}}}
`,
    });
    expect(ports.pms?.options).to.deep.equal({ holds: 5 });
    expect(ports.pms?.resilience).to.deep.equal({
      timeoutSeconds: 8,
      deadlineSeconds: 16,
      tries: 2,
      backoff: { firstSeconds: 0.5, maxSeconds: 2 },
      breaker: { failures: 3, halfOpenSeconds: 10 },
      concurrency: 4,
      pacing: { calls: 5, seconds: 1 },
      limit: { calls: 100, seconds: 60 },
      cache: { seconds: { searchOffers: 5, getRoomTypes: 0 }, staleSeconds: 60 },
    });
    expect(ports.transcriber?.resilience).to.deep.equal({ breaker: { failures: 2 } });
    expect(ports.notifier.resilience).to.deep.equal({ timeoutSeconds: 5 });
    expect(nlp.resilience).to.deep.equal({ breaker: { failures: 9 } });
    expect(audit.resilience).to.deep.equal({ tries: 2 });
    expect(channels[0]).to.deep.include({ options: { stars: 4 }, resilience: { tries: 1 } });
  });

  it('may switch the cache off', () => {
    expect(loadBase(withPms('      cache: false')).ports.pms?.resilience).to.deep.equal({ cache: false });
  });

  const faulty: [what: string, files: Record<string, string>, faults: string[]][] = [
    [
      'an unknown figure',
      withPms('      timeoutSecond: 5'),
      [
        'botones.yml:14 ports.pms.resilience.timeoutSecond unknown key "timeoutSecond" — did you mean "timeoutSeconds"?',
      ],
    ],
    [
      'a figure that is none',
      withPms('      timeoutSeconds: soon'),
      ['botones.yml:14 ports.pms.resilience.timeoutSeconds must be a number, is text'],
    ],
    [
      'a time that is none',
      withPms('      breaker: {halfOpenSeconds: 0}'),
      ['botones.yml:14 ports.pms.resilience.breaker.halfOpenSeconds'],
    ],
    [
      'a try that outlasts the deadline',
      withPms('      timeoutSeconds: 90\n      deadlineSeconds: 60'),
      [
        'botones.yml:14 ports.pms.resilience.timeoutSeconds a try of 90 s would outlast deadlineSeconds 60 — lower it, or raise deadlineSeconds, which holds for all tries together',
      ],
    ],
    [
      'pauses that shrink',
      withPms('      backoff: {firstSeconds: 5, maxSeconds: 2}'),
      ['botones.yml:14 ports.pms.resilience.backoff.firstSeconds the first pause is longer than maxSeconds 2'],
    ],
    [
      'half a limit',
      withPms('      limit: {calls: 5}'),
      ['botones.yml:14 ports.pms.resilience.limit.seconds is missing'],
    ],
    [
      'no tries at all',
      withPms('      tries: 0'),
      ['botones.yml:14 ports.pms.resilience.tries must be at least 1, is 0'],
    ],
    [
      'a cache for what is never kept',
      withPms('      cache: {seconds: {confirmOffers: 10}}'),
      ['botones.yml:14 ports.pms.resilience.cache.seconds.confirmOffers unknown key "confirmOffers"'],
    ],
    [
      'another sink of the trail than there is',
      { 'botones.yml': `${soundFiles['botones.yml']}ports: {audit: {use: splunk}}\n` },
      ['botones.yml:10 ports.audit.use unknown key "use"'],
    ],
    [
      'a cache of what has none',
      { 'botones.yml': soundFiles['botones.yml'].replace('web:', 'web: {resilience: {cache: false}}') },
      ['botones.yml:7 channels.web.resilience.cache unknown key "cache"'],
    ],
  ];
  for (const [what, files, faults] of faulty)
    it(`tells ${what}`, () => {
      const found = told(files);
      expect(found, found.join('\n')).to.have.length(faults.length);
      for (const [index, fault] of faults.entries()) expect(found[index]).to.contain(fault);
    });
});
