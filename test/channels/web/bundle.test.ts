import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type Bundle, bundleWidget } from '../../../channels/web/bundle.ts';
import { options } from '../../../channels/web/options.ts';
import { serveScript } from '../../../channels/web/script.ts';
import { makeSettings } from '../../../channels/web/settings.ts';
import { demoProperty } from '../../support/demo-property.ts';
import { makeRequest } from '../../support/http-request.ts';

const LIMIT_BYTES = 40_000;

describe('web: widget.js', () => {
  const settings = makeSettings(demoProperty, options.parse({ greeting: { en: '</script><b>Hello' } }));
  let bundle: Bundle;

  before(async () => {
    bundle = await bundleWidget(settings);
  });

  it('is under 40 kB when gzipped', () => {
    expect(bundle.gzipped.byteLength).to.be.within(5_000, LIMIT_BYTES);
    expect(gunzipSync(bundle.gzipped)).to.deep.equal(Buffer.from(bundle.script));
  });

  it('carries its settings and evaluates nothing', () => {
    const text = Buffer.from(bundle.script).toString();
    expect(text).to.include('Hotel Miramar').and.not.include('</script');
    expect(text).not.to.match(/\beval\(|new Function/);
  });

  it('has the same version for the same content, another for another', async () => {
    expect((await bundleWidget(settings)).version).to.equal(bundle.version);
    expect((await bundleWidget({ ...settings, hotel: 'Other' })).version).not.to.equal(bundle.version);
  });

  it('may be kept for good under its version, and for minutes without', () => {
    const cacheOf = (query: Record<string, string>) =>
      serveScript(bundle, makeRequest({ method: 'GET', query })).headers?.['cache-control'];
    expect(cacheOf({ v: bundle.version })).to.include('immutable');
    expect(cacheOf({ v: 'older' })).to.equal('public, max-age=300');
    expect(cacheOf({})).to.equal('public, max-age=300');
  });

  it('is not sent again to who has it, and is sent gzipped to who can read that', () => {
    const serve = (headers: Record<string, string>) => serveScript(bundle, makeRequest({ method: 'GET', headers }));
    const plain = serve({});
    expect(plain.body).to.equal(bundle.script);
    expect(serve({ 'accept-encoding': 'br, gzip' }).body).to.equal(bundle.gzipped);
    expect(serve({ 'if-none-match': plain.headers?.etag ?? '' }))
      .to.include({ status: 304 })
      .and.not.have.property('body');
  });
});
