import { expect } from 'chai';
import { bilingual, load, soundFiles, told } from '../fixture.ts';

const mar = 'properties/mar/botones.yml';
const overlaid = (files: Record<string, string>) => load(files).properties[1];

describe('a property over the shared base', () => {
  it('inherits all but the id, which is the name of its folder', () => {
    const config = load({ 'properties/mar/notes.yml': '' });
    expect(config.properties.map(({ property }) => property.id)).to.deep.equal(['hotel-sol', 'mar']);
    const [, inherited] = config.properties;
    expect(inherited?.property).to.deep.include({ name: 'Hotel Sol', currency: 'EUR' });
    expect(inherited?.channels[0]?.accounts).to.deep.equal(['mar']);
    expect(inherited?.bot.intents.has('greet')).to.equal(true);
  });

  it('joins settings key by key and replaces plugins, services and lists', () => {
    const own = overlaid({
      'botones.yml': `${soundFiles['botones.yml'].replace('business-hours: {}', 'business-hours: {soon: 30}')}
thresholds: {handoff: 0.3, clarify: 0.5}
pipeline: [{name: a}]
`.replace('channels:', '  hours: {pool: {title: piscina, daily: always}, bar: {title: bar, daily: always}}\nchannels:'),
      [mar]: `property:
  name: Hotel Mar
  hours: {pool: {title: piscina, mon: always}}
channels: {web: false, terminal: }
handlers: {business-hours: , spa: {}}
thresholds: {handoff: 0.4}
pipeline: [{name: b}]
`,
    });
    expect(own?.property.name).to.equal('Hotel Mar');
    expect(own?.property.hours.pool?.week[2]).to.deep.equal([]);
    expect(own?.property.hours.bar?.week[2]).to.have.length(1);
    expect(own?.channels.map(({ name }) => name)).to.deep.equal(['terminal']);
    expect(own?.handlers.map(({ name, options }) => ({ name, options }))).to.deep.equal([
      { name: 'business-hours', options: {} },
      { name: 'spa', options: {} },
    ]);
    expect(own?.thresholds).to.deep.equal({ handoff: 0.4, clarify: 0.5 });
    expect(own?.pipeline.map(({ name }) => name)).to.deep.equal(['b']);
    expect(own?.handlers[1]?.place.file).to.match(/properties\/mar\/botones\.yml$/);
  });

  it('adds intents and responses, and replaces those of the same name, without touching the base', () => {
    const [base, own] = load({
      'synonyms.yml':
        'nlu:\n- synonym: double\n  examples: |\n    - doble\n- lookup: room\n  examples: |\n    - suite\n',
      'properties/mar/bot.yml': `nlu:
- intent: greet
  threshold: 0.9
  examples: |
    - aloha
- intent: bye
  examples: |
    - adiós
- lookup: room
  examples: |
    - cabin
responses:
  utter_greet:
  - text: ¡Aloha!
  utter_bye:
  - text: Adiós
`,
    }).properties;
    const texts = (property: typeof own) => property?.bot.examples.map(({ text }) => text);
    expect(texts(base)).to.deep.equal(['hola', 'buenas']);
    expect(texts(own)).to.deep.equal(['aloha', 'adiós']);
    expect(base?.bot.intents.get('greet')?.threshold).to.equal(null);
    expect(own?.bot.intents.get('greet')?.threshold).to.equal(0.9);
    expect(base?.bot.responses.get('utter_greet')?.[0]?.text.es).to.equal('¡Hola!');
    expect(own?.bot.responses.get('utter_greet')?.[0]?.text.es).to.equal('¡Aloha!');
    expect(base?.bot.responses.has('utter_bye')).to.equal(false);
    expect(own?.bot.lookups.room).to.deep.equal(['cabin']);
    expect(own?.bot.synonyms.doble).to.equal('double');
  });

  it('reads plain texts in the default language of the layer that wrote them', () => {
    const own = overlaid({
      'botones.yml': bilingual,
      'greet.yml': `nlu:
- intent: greet
  examples: {es: "- hola", en: "- hello"}
responses:
  utter_greet:
  - text: Hola
    translation: {en: Hello}
`,
      [mar]: 'property: {languages: [en]}\n',
      'properties/mar/bye.yml':
        'nlu:\n- intent: bye\n  examples: |\n    - bye\nresponses:\n  utter_bye:\n  - text: Bye\n',
    });
    expect(own?.bot.responses.get('utter_greet')?.[0]?.text).to.deep.equal({ es: 'Hola', en: 'Hello' });
    expect(own?.bot.responses.get('utter_bye')?.[0]?.text).to.deep.equal({ en: 'Bye' });
    expect(own?.bot.examples.map(({ text, language }) => `${language} ${text}`)).to.deep.equal(['en hello', 'en bye']);
  });

  it('must speak its own languages, be they other than those of the base', () => {
    expect(told({ [mar]: 'property: {languages: [es, fr]}\n' })).to.deep.equal([
      'greet.yml:4 nlu[0].examples greet has no examples in fr — write fr: | below its examples:',
      'greet.yml:8 responses.utter_greet[0] utter_greet has no text in fr — write fr: below its translation:',
    ]);
  });

  it('needs accounts of its own', () => {
    const base = soundFiles['botones.yml'].replace('web:', 'whatsapp: {account: "34600000000"}');
    const [fault, ...others] = told({ 'botones.yml': base, 'properties/mar/bye.yml': '' });
    expect(fault).to.match(
      /^botones\.yml:7 channels\.whatsapp\.account "34600000000" belongs to hotel-sol already \(.*botones\.yml:7\) — give mar an account of its own, or switch the channel off there with false$/,
    );
    expect(others).to.deep.equal([]);
    expect(told({ 'botones.yml': base, [mar]: 'channels: {whatsapp: false}\n' })).to.deep.equal([]);
  });

  it('needs an id of its own', () => {
    expect(told({ [mar]: 'channels: {web: {account: mar}}\nproperty: {id: hotel-sol}\n' })).to.deep.equal([
      `${mar}:2 property.id two properties have the id "hotel-sol" — give one of them another property.id`,
    ]);
  });

  it('is a folder with a short name', () => {
    expect(told({ 'properties/Hotel Mar/botones.yml': '', 'properties/x.yml': '' })).to.deep.equal([
      'properties/Hotel Mar:1  "Hotel Mar" is no short name — rename the folder: small letters, digits and "-"',
      'properties/x.yml:1  is not read here — put it into the folder of a property',
    ]);
  });

  it('leaves the faults of other properties to be told when its own botones.yml cannot be read', () => {
    expect(told({ [mar]: 'property: [', 'x.yml': 'nul:\n' }).map((line) => line.split(' ')[0])).to.deep.equal([
      `${mar}:1`,
      'x.yml:1',
    ]);
  });
});
