import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { options } from '../../../../channels/web/options.ts';
import { servePage } from '../../../../channels/web/page/page.ts';
import { makeSettings } from '../../../../channels/web/settings.ts';
import { makeChannelContext } from '../../../support/channel-context.ts';
import { demoProperty } from '../../../support/demo-property.ts';
import { makeRequest, type RequestParts } from '../../../support/http-request.ts';

const bundle = { script: new Uint8Array(), gzipped: new Uint8Array(), version: 'abc' };

function get(parts: RequestParts = {}, given: object = {}, property = demoProperty) {
  const context = makeChannelContext({ options: options.parse(given), property, basePath: '/web' });
  const answer = servePage(
    context,
    makeSettings(property, context.options),
    bundle,
    makeRequest({ method: 'GET', ...parts }),
  );
  return { ...answer, html: String(answer.body), headers: answer.headers ?? {} };
}

const languageOf = (html: string) => /<html lang="(\w+)">/.exec(html)?.[1];

describe('web: the page', () => {
  it('speaks the language that is asked for, by address or by browser, or its own', () => {
    const header = { 'accept-language': 'fr-CH, en-GB;q=0.8, es;q=0.5' };
    expect(languageOf(get().html)).to.equal('es');
    expect(languageOf(get({ headers: header }).html)).to.equal('en');
    expect(languageOf(get({ headers: header, query: { lang: 'es' } }).html)).to.equal('es');
  });

  it('names the version of its script', () => {
    expect(get().html).to.include('<script async src="/web/widget.js?v=abc">');
  });

  it('allows its own style sheet by hash, and nothing inline besides', () => {
    const { html, headers } = get();
    const sheet = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(sheet).digest('base64');
    expect(headers['content-security-policy']).to.include(`style-src 'sha256-${hash}'`).and.not.include('unsafe');
    expect(html).not.to.match(/ style=| on\w+=|<script(?! async src)/);
  });

  it('loads nothing from elsewhere', () => {
    const addresses = [...get().html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(addresses.filter((address) => /^https?:|^\/\//.test(address))).to.deep.equal([]);
  });

  it('shows what the hotel calls itself as text', () => {
    const { html } = get({}, { tagline: { es: '"<b>mar</b>"' } }, { ...demoProperty, name: '<script>Miramar' });
    expect(html).to.include('&lt;script&gt;Miramar').and.include('&quot;&lt;b&gt;mar').and.not.include('<script>');
  });

  it('shows stars only where there are some', () => {
    expect(get().html).not.to.include('class="stars"');
    expect(get({}, { stars: 4 }).html.match(/<path transform="translate\(\d+ 0\)"/g)).to.have.length(4);
  });

  it('is not sent again to who has it', () => {
    const { headers } = get();
    expect(get({ headers: { 'if-none-match': headers.etag ?? '' } }).status).to.equal(304);
    expect(get({ headers: { 'if-none-match': headers.etag ?? '' }, query: { lang: 'en' } }).status).to.equal(200);
  });
});
