import type { Part } from '@botones/contract';
import { expect } from 'chai';
import web from '../../../channels/web/index.ts';
import { options } from '../../../channels/web/options.ts';
import { render } from '../../../channels/web/render.ts';
import { makeSettings, widgetLanguages } from '../../../channels/web/settings.ts';
import { makeChannelContext } from '../../support/channel-context.ts';
import { demoProperty } from '../../support/demo-property.ts';

describe('web: the plugin', () => {
  it('is pulled from, so it has no send', async () => {
    const channel = await web.setup(makeChannelContext({ options: options.parse({}) }));
    expect(web.capabilities.pull).to.equal(true);
    expect(channel).not.to.have.property('send');
    expect(channel.inbound).to.equal('/messages');
  });

  it('has one handler a route', async () => {
    const { routes = [] } = await web.setup(makeChannelContext({ options: options.parse({}) }));
    const names = routes.map(({ method, path }) => `${method} ${path}`);
    expect(names).to.include.members(['POST /sessions', 'GET /messages', 'GET /events', 'GET /widget.js', 'GET /']);
    expect(new Set(names).size).to.equal(names.length);
  });
});

describe('web: render', () => {
  it('leaves parts as they are, in one payload a turn', () => {
    const parts: Part[] = [
      { type: 'text', text: '<b>' },
      { type: 'choices', text: '?', choices: [{ title: 'Sí', payload: '/affirm' }] },
    ];
    expect(render(parts)).to.deep.equal([parts]);
    expect(render([])).to.deep.equal([]);
  });
});

describe('web: settings', () => {
  it('say everything in every language that hotel and widget share', () => {
    const { texts, languages } = makeSettings(demoProperty, options.parse({ greeting: { es: 'Hola.' } }));
    expect(languages).to.deep.equal(['es', 'en']);
    expect(texts.es?.greeting).to.equal('Hola.');
    expect(texts.en?.greeting).to.include('Hotel Miramar');
  });

  it('say what the guest agrees to in another language rather than not at all', () => {
    const { texts } = makeSettings(demoProperty, options.parse({ consent: { es: { text: 'Guardamos esto.' } } }));
    expect(texts.en?.consent).to.deep.equal({ text: 'Guardamos esto.' });
  });

  it('fall back to English for a hotel of other tongues', () => {
    expect(widgetLanguages({ ...demoProperty, languages: ['fr', 'de'] })).to.deep.equal(['en']);
    expect(widgetLanguages({ ...demoProperty, languages: ['fr', 'en', 'es'] })).to.deep.equal(['en', 'es']);
  });
});
