import { expect } from 'chai';
import { ConfigError, loadConfig } from '../../../core/config/index.ts';
import { bilingual, faultsOf, loadBase, soundFiles, told, withFolder } from './fixture.ts';

describe('loadConfig', () => {
  it('reads the smallest hotel and gives defaults', () => {
    const { property, channels, handlers, ports, pipeline, thresholds, turn, alerts, retention, bot } = loadBase();
    expect(property).to.deep.include({ id: 'hotel-sol', name: 'Hotel Sol', languages: ['es'], currency: 'EUR' });
    expect(channels.map(({ name, accounts }) => ({ name, accounts }))).to.deep.equal([
      { name: 'web', accounts: ['hotel-sol'] },
    ]);
    expect(handlers.map(({ name }) => name)).to.deep.equal(['business-hours']);
    expect(ports.notifier).to.deep.include({ name: 'log', options: {} });
    expect(pipeline).to.deep.equal([]);
    expect({ thresholds, turn, alerts, retention }).to.deep.equal({
      thresholds: { handoff: 0.45, clarify: 0.65 },
      turn: { deadlineSeconds: 20, waitSeconds: 60 },
      alerts: { cooldownSeconds: 1800 },
      retention: { inboxDays: 30, mediaDays: 30, candidateDays: 180, auditDays: 730 },
    });
    expect(bot.examples.map(({ text, intent, language }) => ({ text, intent, language }))).to.deep.equal([
      { text: 'hola', intent: 'greet', language: 'es' },
      { text: 'buenas', intent: 'greet', language: 'es' },
    ]);
    expect(bot.responses.get('utter_greet')?.[0]?.text).to.deep.equal({ es: '¡Hola!' });
  });

  it('takes any Rasa key from any file, botones.yml included, and skips hidden folders', () => {
    const { bot } = loadBase({
      'botones.yml': `${soundFiles['botones.yml']}entities: [room]\n`,
      'deep/er/bye.yaml': 'responses:\n  utter_bye:\n  - text: Adiós\nslots:\n  nights: {type: float}\n',
      '.cache/broken.yml': 'nlu: [',
      'notes.txt': 'nlu: [',
    });
    expect([...bot.entities.keys()]).to.deep.equal(['room']);
    expect([...bot.responses.keys()]).to.have.members(['utter_greet', 'utter_bye']);
    expect(bot.dialogue.slots.get('nights')?.value).to.deep.equal({ type: 'float' });
  });

  it('accepts an empty file and a file of comments', () => {
    expect(faultsOf({ 'empty.yml': '', 'notes.yml': '# later\n' })).to.deep.equal([]);
  });

  it('is frozen all the way down', () => {
    const { bot, property } = loadBase();
    const { intents, responses, examples } = bot;
    expect(() => Object.assign(property, { name: 'Other' })).to.throw(TypeError);
    expect(() => Object.assign(examples[0] ?? {}, { text: '' })).to.throw(TypeError);
    expect(() => (intents as Map<string, unknown>).clear()).to.throw(TypeError);
    expect(() => (responses as Map<string, unknown>).set('x', [])).to.throw(TypeError);
    expect(() => Object.assign(responses.get('utter_greet')?.[0]?.text ?? {}, { es: '' })).to.throw(TypeError);
  });

  it('tells all faults of all files at once, by file and line', () => {
    const faults = faultsOf({
      'botones.yml': bilingual.replace('Europe/Madrid', 'Europe/Madird'),
      'a.yml': 'responses:\n  utter_greet:\n  - text: Hi\n  hello:\n  - txet: Hi\n',
      'z.yml': 'nlu: [',
    });
    expect(faults.map(({ file, line }) => `${file}:${line}`)).to.deep.equal([
      'a.yml:3',
      'a.yml:4',
      'a.yml:5',
      'botones.yml:3',
      'greet.yml:4',
      'greet.yml:7',
      'z.yml:1',
    ]);
  });

  it('follows no references while a file cannot be read, for the missing may stand in it', () => {
    const files = { 'bye.yml': 'nlu:\n- intent: bye\n  examples: |\n    - adiós\n' };
    expect(told(files)).to.have.length(1);
    expect(told({ ...files, 'z.yml': 'nlu: [' }))
      .to.have.length(1)
      .and.to.match(/^z\.yml/);
  });

  it('throws ERR_CONFIG with one line a fault', () => {
    withFolder({ ...soundFiles, 'x.yml': 'nul:\n' }, (folder) => {
      expect(() => loadConfig(folder, {}))
        .to.throw(ConfigError, /x\.yml:1 {2}nul {2}unknown key "nul" — did you mean "nlu"\?$/)
        .with.property('code', 'ERR_CONFIG');
    });
  });

  it('says where it looked when there is no botones.yml', () => {
    withFolder({ 'other.yml': '' }, (folder) => {
      expect(() => loadConfig(folder, {})).to.throw(ConfigError, /botones\.yml:1 {2}does not exist — /);
    });
    expect(() => loadConfig('/nowhere/at/all', {})).to.throw(ConfigError, /does not exist/);
  });

  it('stores nothing under the names of Object.prototype', () => {
    const { bot } = loadBase({
      'x.yml':
        'nlu:\n- synonym: double\n  examples: |\n    - __proto__\n- lookup: constructor\n  examples: |\n    - a\n',
    });
    expect(Object.keys(bot.synonyms)).to.deep.equal(['__proto__']);
    expect(bot.synonyms.toString).to.equal(undefined);
    expect(bot.lookups.constructor).to.deep.equal(['a']);
  });
});
