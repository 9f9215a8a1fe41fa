import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { bilingual, loadBase } from './fixture.ts';

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
