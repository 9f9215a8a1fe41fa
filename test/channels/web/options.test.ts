import { expect } from 'chai';
import { contrast } from '../../../channels/web/contrast.ts';
import { options } from '../../../channels/web/options.ts';

const faultsOf = (given: unknown) => options.safeParse(given).error?.issues.map((issue) => issue.path.join('.')) ?? [];

describe('web: options', () => {
  it('need nothing', () => {
    const { origins, sessionDays, limits } = options.parse({});
    expect({ origins, sessionDays }).to.deep.equal({ origins: [], sessionDays: 30 });
    expect(limits.messagesPerSession).to.deep.equal({ points: 30, seconds: 60 });
  });

  it('keep the other defaults where one figure is given', () => {
    const { limits } = options.parse({ limits: { messagesPerSession: { points: 5 } } });
    expect(limits.messagesPerSession).to.deep.equal({ points: 5, seconds: 60 });
    expect(limits.sessionsPerAddress.points).to.equal(120);
  });

  it('refuse colours that nobody can read', () => {
    expect(faultsOf({ theme: { accent: '#f2d16b' } })).to.deep.equal(['theme.accent']);
    expect(faultsOf({ theme: { ink: '#999999', paper: '#ffffff' } })).to.deep.equal(['theme.ink']);
    expect(faultsOf({ theme: { accent: '#7a1f2b' } })).to.deep.equal([]);
  });

  it('refuse what is not an origin', () => {
    const wrong = ['www.example.com', 'https://www.example.com/', 'https://www.example.com/es', '*', 'javascript:0'];
    for (const origin of wrong) expect(faultsOf({ origins: [origin] }), origin).to.deep.equal(['origins.0']);
    expect(faultsOf({ origins: ['https://www.example.com', 'http://localhost:8080'] })).to.deep.equal([]);
  });

  it('refuse a privacy notice that is not https', () => {
    const consent = (url: string) => ({ consent: { es: { text: 'Acepta', link: { title: 'Privacidad', url } } } });
    expect(faultsOf(consent('javascript:alert(1)'))).to.deep.equal(['consent.es.link.url']);
    expect(faultsOf(consent('https://www.example.com/privacidad'))).to.deep.equal([]);
  });

  it('refuse a key that they do not know', () => {
    expect(options.safeParse({ orgins: [] }).success).to.equal(false);
  });
});

describe('web: contrast', () => {
  it('is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).to.be.closeTo(21, 0.001);
    expect(contrast('#777777', '#ffffff')).to.be.closeTo(4.48, 0.01);
    expect(contrast('#1f4f4b', '#1f4f4b')).to.equal(1);
  });
});
