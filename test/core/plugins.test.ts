import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTRACT_VERSION } from '@botones/contract';
import { expect } from 'chai';
import type { PluginEntry } from '../../core/config/config.ts';
import { loadPlugin, type PluginKind } from '../../core/plugins.ts';
import { makeEntry } from '../support/property-config.ts';

const plugin = (fields: object) =>
  `export default ${JSON.stringify({ kind: 'handler', contract: CONTRACT_VERSION, name: 'spa', ...fields })};`;

/** Takes `nights`, a number, and nothing else. */
const withOptions = `
const validate = (value) => typeof value.nights === 'number'
  ? { value: { nights: value.nights, all: true } }
  : { issues: [{ message: 'a number, please', path: ['nights'] }] };
export default { kind: 'handler', contract: ${CONTRACT_VERSION}, name: 'spa',
  options: { '~standard': { version: 1, vendor: 'hand', validate } } };`;

describe('loadPlugin', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-plugins-'));
    await writeFile(join(folder, 'package.json'), '{}');
    await install('@acme/spa', plugin({}));
    await install('imports-only', plugin({}), { '.': { import: './index.mjs' } });
    await install('hall-porter', plugin({}));
    await install('old', plugin({ contract: CONTRACT_VERSION - 1 }));
    await install('channel-in-disguise', plugin({ kind: 'channel' }));
    await install('nothing', 'export const value = 1;');
    await install('broken', `throw new Error('out of order');`);
    await install('optional', withOptions);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function install(name: string, code: string, exports: object = { '.': './index.mjs' }): Promise<void> {
    const place = join(folder, 'node_modules', name);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'package.json'), JSON.stringify({ name, version: '1.0.0', exports }));
    await writeFile(join(place, 'index.mjs'), code);
  }

  const load = (name: string, options: PluginEntry['options'] = {}, kind: PluginKind = 'handler') =>
    loadPlugin<{ name: string }>(kind, { ...makeEntry(name), options }, folder);
  const refusal = async (name: string, kind?: PluginKind) => {
    const caught = await load(name, {}, kind).catch((error: Error & { code?: string }) => error);
    if (!(caught instanceof Error)) throw new Error('It loaded.');
    return caught;
  };

  it('finds our own by their folder and others as packages of the project', async () => {
    for (const name of ['business-hours', '@acme/spa', 'imports-only', 'hall-porter']) {
      expect(await load(name), name).to.have.property('plugin');
    }
  });

  it('says where a name stands that leads nowhere', async () => {
    const error = await refusal('no-such-plugin');
    expect(error).to.include({ code: 'ERR_PLUGIN_NOT_FOUND' });
    expect(error.message).to.contain('config/test.yml:1').and.contain('no handler "no-such-plugin"');
  });

  it('does not take one kind for another, nor a module for a plugin', async () => {
    expect(await refusal('channel-in-disguise')).to.include({ code: 'ERR_PLUGIN_INVALID' });
    expect(await refusal('nothing')).to.include({ code: 'ERR_PLUGIN_INVALID' });
    expect((await refusal('web', 'handler')).message).to.contain('no handler "web"');
    expect((await refusal('nothing')).message).to.contain('defineHandler');
  });

  it('refuses a plugin of another contract before it is set up', async () => {
    expect(await refusal('old')).to.include({ code: 'ERR_PLUGIN_CONTRACT' });
  });

  it('says which plugin it is that breaks while it is loaded', async () => {
    const error = await refusal('broken');
    expect(error).to.include({ code: 'ERR_PLUGIN_INVALID' });
    expect(error.message).to.contain('config/test.yml:1').and.contain('broken').and.contain('out of order');
  });

  it('checks options by whatever schema the plugin brings', async () => {
    expect(await load('optional', { nights: 3 })).to.deep.include({ options: { nights: 3, all: true } });
    const refused = await load('optional', { nights: 'three' });
    expect('faults' in refused && refused.faults[0]).to.include({
      message: 'a number, please',
      file: 'config/test.yml',
    });
  });

  it('finds fault with options that nobody reads', async () => {
    const refused = await load('@acme/spa', { colour: 'blue' });
    expect('faults' in refused && refused.faults[0]?.message).to.contain('@acme/spa');
  });
});
