import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTRACT_VERSION } from '@botones/contract';
import { fakeMediaStore } from '@botones/contract/testing';
import { expect } from 'chai';
import { ConfigError } from '../../../core/config/index.ts';
import { setUpProperty } from '../../../core/pipeline/set-up-property.ts';
import { makeConfig, makeEntry } from '../../support/property-config.ts';
import { pushes } from '../../support/turn-rig.ts';

const closed: string[] = [];
const said: string[] = [];

/** A package whose setup says what it got, and notes when it is closed. */
const code = (kind: string, name: string, setup: string) => `
export default { kind: '${kind}', contract: ${CONTRACT_VERSION}, name: '${name}', capabilities: ${JSON.stringify(pushes)},
  setup(context) { context.onClose(() => globalThis.botonesClosed.push('${name}')); ${setup} } };`;

describe('setUpProperty', () => {
  let folder: string;

  before(async () => {
    Object.assign(globalThis, { botonesClosed: closed });
    folder = await mkdtemp(join(tmpdir(), 'botones-property-'));
    await writeFile(join(folder, 'package.json'), '{}');
    await install(
      'mail',
      'channel',
      'return { basePath: context.basePath, accounts: context.accounts, render: () => [] };',
    );
    await install('quick', 'handler', 'return () => ({ replies: [] });');
    await install('asks-pms', 'handler', 'return () => context.pms.getRoomTypes();');
    await install(
      'clings',
      'handler',
      `context.onClose(() => { throw new Error(); }); return () => ({ replies: [] });`,
    );
    await install('rooms', 'pms', `return { getRoomTypes: async () => [context.property.id] };`);
    await install('hears', 'transcriber', `return { transcribe: async () => ({ text: 'hola' }) };`);
    await install('fails', 'handler', `throw new Error('no licence');`);
  });
  beforeEach(() => {
    closed.length = 0;
    said.length = 0;
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function install(name: string, kind: string, setup: string): Promise<void> {
    const place = join(folder, 'node_modules', name);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'package.json'), JSON.stringify({ name, exports: './index.mjs' }));
    await writeFile(join(place, 'index.mjs'), code(kind, name, setup));
  }

  const setUp = (change: object = {}, isFirst = true) =>
    setUpProperty(
      { ...makeConfig(), channels: [makeEntry('mail')], handlers: [makeEntry('quick')], ...change },
      isFirst,
      {
        projectFolder: folder,
        channelContext: () => ({
          transcript: { read: async () => [], watch: () => () => {} },
          secret: () => new Uint8Array(32),
          allow: async () => true,
          media: fakeMediaStore(),
          now: () => Temporal.Now.instant(),
        }),
        pmsContext: () => ({
          database: { query: async () => [], transaction: (work) => work(async () => []), migrate: async () => {} },
          lock: (_resource, { signal }, work) => work(1, signal),
          fateOf: async () => 'unknown',
          media: fakeMediaStore(),
          now: () => Temporal.Now.instant(),
        }),
        protect(_config, system, _entry, port) {
          said.push(`protects ${system}`);
          return port;
        },
        log: (sentence) => said.push(sentence),
      },
    );

  it('sets up the adapters of ports, each behind resilience, and lends the PMS to handlers', async () => {
    const { notifier } = makeConfig().ports;
    const ports = { notifier, pms: makeEntry('rooms'), transcriber: makeEntry('hears') };
    const property = await setUp({ ports, handlers: [makeEntry('asks-pms')] });
    expect(said).to.deep.equal(['protects pms', 'protects transcriber']);
    expect(await property.handlers.get('asks-pms')?.({} as never)).to.deep.equal([property.config.property.id]);
    expect(await property.transcriber?.transcribe({} as never, {} as never)).to.deep.equal({ text: 'hola' });
    await property.close();
  });

  it('sets up what a property names, and closes it in the opposite order', async () => {
    const property = await setUp();
    expect([...property.handlers.keys()]).to.deep.equal(['quick']);
    expect(property.channels.get('mail')).to.deep.include({
      basePath: '/mail',
      accounts: ['miramar'],
      capabilities: pushes,
    });
    expect(property.notifier.notify).to.be.a('function');
    await property.close();
    expect(closed).to.deep.equal(['quick', 'mail']);
  });

  it('closes the others when one cannot be closed, each once', async () => {
    const property = await setUp({ handlers: [makeEntry('quick'), makeEntry('clings')] });
    await property.close();
    await property.close();
    expect(closed).to.deep.equal(['clings', 'quick', 'mail']);
    expect(said).to.deep.equal(['A plugin failed to close']);
  });

  it('gives the channels of a further property paths of their own', async () => {
    const property = await setUp({}, false);
    expect(property.channels.get('mail')).to.include({ basePath: '/miramar/mail' });
  });

  it('tells all faults of options at once', async () => {
    const wrong = { ...makeEntry('quick'), options: { speed: 1 } };
    const alsoWrong = { ...makeEntry('asks-pms'), options: { rooms: 1 } };
    const error = await setUp({ handlers: [wrong, alsoWrong] }).catch((caught) => caught);
    expect(error).to.be.instanceOf(ConfigError);
    expect(error.faults.map(({ message }: { message: string }) => message)).to.have.length(2);
  });

  it('says which plugin could not be set up, where it stands and why', async () => {
    const error = await setUp({ handlers: [makeEntry('fails')] }).catch((caught) => caught);
    expect(error).to.include({ code: 'ERR_PLUGIN_SETUP' });
    expect(error.message).to.equal('config/test.yml:1: fails could not be set up: no licence');
  });

  it('misses a PMS only where one is asked', async () => {
    const property = await setUp({ handlers: [makeEntry('asks-pms')] });
    const handle = property.handlers.get('asks-pms') as unknown as () => void;
    expect(() => handle())
      .to.throw()
      .with.property('code', 'ERR_PORT_MISSING');
  });
});
