import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { PropertyConfig } from '../../../../core/config/index.ts';
import { ensureModel, readCurrent, understand } from '../../../../core/nlu/index.ts';
import { botOf, hotelSayings } from '../tiny-bot.ts';
import { configOf } from '../tiny-config.ts';

describe('ensureModel', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-ensure-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function ensure(config: PropertyConfig) {
    const said: string[] = [];
    const model = await ensureModel(config, folder, { info: (_fields, sentence) => said.push(sentence) });
    return { model, trained: said.includes('trained the language model') };
  }

  it('trains where there is no model, and loads it the next time', async () => {
    const config = configOf(botOf(hotelSayings));
    const first = await ensure(config);
    expect(first.trained).to.equal(true);
    expect(understand(first.model, 'wifi password please').intent).to.equal('ask_wifi');
    const second = await ensure(config);
    expect(second.trained).to.equal(false);
    expect(second.model.manifest).to.deep.equal(first.model.manifest);
  });

  it('trains again when the data have changed or the model is damaged', async () => {
    const bot = botOf(hotelSayings);
    await ensure(configOf(bot));
    const changed = await ensure(configOf({ ...bot, examples: bot.examples.slice(1) }));
    expect(changed.trained).to.equal(true);
    const name = await readCurrent(folder, 'tiny');
    await writeFile(join(folder, 'tiny', name ?? '', '05-features', 'names.txt'), 'nonsense');
    const mended = await ensure(configOf({ ...bot, examples: bot.examples.slice(1) }));
    expect(mended.trained).to.equal(true);
    expect(mended.model.manifest.hash).to.equal(changed.model.manifest.hash);
  });

  it('tells what cannot be trained', async () => {
    const config = configOf({
      ...botOf(hotelSayings),
      entities: new Map([['a', { name: 'a', roles: [], groups: [] }]]),
      regexes: { a: ['('] },
    });
    const error = await ensure(config).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('code', 'ERR_CONFIG');
    expect(await readCurrent(folder, 'tiny')).to.equal(null);
  });
});
