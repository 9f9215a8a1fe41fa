import { expect } from 'chai';
import { faultsOf, loadBase, soundFiles, told } from '../fixture.ts';

const sound = soundFiles['botones.yml'];
const withLine = (line: string) => ({ 'botones.yml': `${sound}${line}\n` });
const swapped = (from: string, to: string) => ({ 'botones.yml': sound.replace(from, to) });

describe('botones.yml', () => {
  it('keeps options of plugins as they are, and takes accounts out of them', () => {
    const { channels, handlers, ports, pipeline } = loadBase({
      'botones.yml': `${sound.replace('web:', 'whatsapp: {account: ["1", "2"], token: secret}')}
ports: {notifier: {use: webhook, url: "https://example.com/hook"}}
pipeline: [{name: clean, maxLength: 9}, {name: "@acme/guess"}]
`.replace('business-hours: {}', 'business-hours: {soon: 30}'),
    });
    expect(channels[0]).to.deep.include({ name: 'whatsapp', accounts: ['1', '2'], options: { token: 'secret' } });
    expect(handlers[0]).to.deep.include({ name: 'business-hours', accounts: [], options: { soon: 30 } });
    expect(ports.notifier).to.deep.include({ name: 'webhook', options: { url: 'https://example.com/hook' } });
    expect(pipeline.map(({ name, options }) => ({ name, options }))).to.deep.equal([
      { name: 'clean', options: { maxLength: 9 } },
      { name: '@acme/guess', options: {} },
    ]);
    expect(channels[0]?.place).to.deep.include({ line: 7, path: 'channels.whatsapp' });
    expect(pipeline[1]?.place.path).to.equal('pipeline[1]');
  });

  it('reads a whole property', () => {
    const { property } = loadBase({
      'botones.yml': sound.replace(
        'channels:',
        `  id: sol
  address: {street: Calle Falsa 1, postalCode: "00000", city: Altea, country: ES}
  location: {latitude: 38.6, longitude: -0.05}
  phone: "+34 600 000 000"
  email: hola@example.com
  website: https://example.com
  reviewUrl: https://example.com/review
  directions: Junto al mar
channels:`,
      ),
    });
    expect(property).to.deep.include({ id: 'sol', phone: '+34 600 000 000', email: 'hola@example.com' });
    expect(property.address?.country).to.equal('ES');
    expect(property.directions).to.deep.equal({ es: 'Junto al mar' });
  });

  it('raises the default of clarify with handoff, so that one figure is enough', () => {
    expect(loadBase(withLine('thresholds: {handoff: 0.8}')).thresholds).to.deep.equal({ handoff: 0.8, clarify: 0.8 });
  });

  const faulty: [what: string, files: Record<string, string>, fault: string][] = [
    [
      'an unknown section',
      withLine('thershold: {}'),
      'botones.yml:10 thershold unknown key "thershold" — did you mean "thresholds"?',
    ],
    [
      'an unknown key in a section',
      withLine('thresholds:\n  handof: 0.5'),
      'botones.yml:11 thresholds.handof unknown key "handof" — did you mean "handoff"?',
    ],
    [
      'a key that only differs in spelling, without calling the right one missing',
      swapped('timeZone', 'time_zone'),
      'botones.yml:3 property.time_zone unknown key "time_zone" — did you mean "timeZone"?',
    ],
    [
      'a missing key',
      swapped('  currency: EUR\n', ''),
      'botones.yml:1 property.currency is missing — add it: EUR or the like',
    ],
    [
      'a time zone without its continent',
      swapped('Europe/Madrid', 'Madrid'),
      'botones.yml:3 property.timeZone "Madrid" is not a time zone — did you mean "Europe/Madrid"?',
    ],
    [
      'a time zone that is an offset',
      swapped('Europe/Madrid', '"+01:00"'),
      'botones.yml:3 property.timeZone "+01:00" is not a time zone — write an IANA zone such as Europe/Madrid',
    ],
    [
      'a currency',
      swapped('EUR', 'eur'),
      'botones.yml:5 property.currency "eur" is not a currency — did you mean "EUR"?',
    ],
    [
      'a language',
      swapped('[es]', '[es, spanish]'),
      'botones.yml:4 property.languages[1] "spanish" is not a language — write its two-letter code: es, en, de, fr …',
    ],
    [
      'a language that nobody has',
      swapped('[es]', '[es, xx]'),
      'botones.yml:4 property.languages[1] "xx" is not a language — write its two-letter code: es, en, de, fr …',
    ],
    ['no languages', swapped('[es]', '[]'), 'botones.yml:4 property.languages is empty — fill it in or remove it'],
    [
      'reversed thresholds',
      withLine('thresholds:\n  handoff: 0.7\n  clarify: 0.5'),
      'botones.yml:12 thresholds.clarify clarify 0.5 is below handoff 0.7 — raise it, or swap the two: below handoff staff take over, from there up to clarify the bot asks back',
    ],
    [
      'a retention below 8 days',
      withLine('retention: {inboxDays: 7}'),
      'botones.yml:10 retention.inboxDays must be at least 8, is 7 — write a larger number',
    ],
    [
      'a number in quotes',
      withLine('turn: {deadlineSeconds: "20"}'),
      'botones.yml:10 turn.deadlineSeconds must be a number, is text — remove the quotes; before an environment variable write !!float',
    ],
    [
      'an account without quotes',
      swapped('web:', 'whatsapp: {account: 34600000000}'),
      'botones.yml:7 channels.whatsapp.account must be text, is a number — put it in quotes',
    ],
    [
      'an account listed twice',
      swapped('web:', 'whatsapp: {account: ["1", "1"]}'),
      'botones.yml:7 channels.whatsapp.account lists "1" twice — remove one',
    ],
    [
      'a port of another shape',
      withLine('ports: {notifier: log}'),
      'botones.yml:10 ports.notifier must be a mapping, is text — write {use: log} or the like',
    ],
    [
      'a plugin name',
      swapped('business-hours:', 'Business Hours:'),
      'botones.yml:9 handlers.Business Hours "Business Hours" is not a plugin name — write a folder (late-checkout) or package (@acme/spa)',
    ],
    [
      'directions in some of the languages',
      {
        'botones.yml': sound.replace('[es]', '[es, en]').replace('channels:', '  directions: Aquí\nchannels:'),
        'greet.yml': '',
      },
      'botones.yml:6 property.directions has no text in en — add en: … to it',
    ],
  ];
  for (const [what, files, fault] of faulty) {
    it(`finds ${what}`, () => {
      expect(told(files)).to.deep.equal([fault]);
    });
  }

  it('reads on after a fault, so that the others are found too', () => {
    const faults = faultsOf(withLine('thresholds: {handof: 1, clarify: 2}\nturn: {deadlineSeconds: 0}\nretention: 5'));
    expect(faults.map(({ path }) => path)).to.deep.equal([
      'thresholds.handof',
      'thresholds.clarify',
      'turn.deadlineSeconds',
      'retention',
    ]);
  });

  it('sends settings that stand in another file home', () => {
    expect(told({ 'x.yml': 'channels:\n  web: {}\n' })).to.deep.equal([
      'x.yml:1 channels "channels" is not read here — move it to botones.yml',
    ]);
  });
});
