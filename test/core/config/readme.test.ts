import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Operation, pmsOperations } from '@botones/contract';
import { expect } from 'chai';
import { cacheRules } from '../../../core/cache/cache-rules.ts';
import { changePolicy, defaultPolicy } from '../../../core/resilience/policy.ts';
import { bilingual, loadBase, soundFiles } from './fixture.ts';

describe('core/config/README.md', () => {
  it('shows YAML that loads', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../core/config/README.md'), 'utf8');
    const shown = [...page.matchAll(/```yaml\n(nlu:.*?)```/gs)].map((match) => match[1] ?? '');
    expect(shown).to.have.length(1);
    const { bot } = loadBase({
      'botones.yml': bilingual.replace('business-hours', 'wifi-code'),
      'greet.yml': '',
      'shown.yml': shown.join(''),
    });
    expect(bot.intents.get('ask_wifi')).to.deep.include({ triggers: 'wifi-code', threshold: 0.6 });
    expect(bot.examples.map(({ text }) => text)).to.deep.equal(['clave del wifi', 'wifi password']);
    expect(bot.responses.get('utter_ask_wifi')?.[0]?.choices[0]?.title).to.deep.equal({ es: 'Habitación', en: 'Room' });
  });
});

describe('config/README.md', () => {
  it('shows the figures of resilience as they are without it, but for limits that are off', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../config/README.md'), 'utf8');
    const [, shown = ''] = /```yaml\n(ports:.*?)```/s.exec(page) ?? [];
    const text = soundFiles['botones.yml'].replace(/channels:\n {2}web:\n/, shown);
    const { ports, channels } = loadBase({ 'botones.yml': text });
    const { cache, concurrency, pacing, limit, ...policy } = ports.pms?.resilience ?? {};
    expect(changePolicy(defaultPolicy, policy)).to.deep.equal(defaultPolicy);
    expect({ concurrency, pacing, limit }).to.deep.equal({
      concurrency: 10,
      pacing: { calls: 10, seconds: 1 },
      limit: { calls: 300, seconds: 60 },
    });
    const operations: Record<string, Operation> = pmsOperations;
    expect(cacheRules(operations, cache)).to.deep.equal(cacheRules(operations));
    const { seconds = {} } = cache === false || cache === undefined ? {} : cache;
    expect(Object.keys(seconds)).to.have.members(Object.keys(cacheRules(operations)));
    expect(channels[0]?.resilience).to.deep.equal({ timeoutSeconds: 10 });
  });
});
