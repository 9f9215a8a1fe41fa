import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { PropertyConfig } from '../../../../core/config/index.ts';
import type { TestMessage } from '../../../../core/nlu/evaluation/answer.ts';
import { ensureModel, type Model, readCurrent, setCurrent, understand } from '../../../../core/nlu/index.ts';
import { modelName } from '../../../../core/nlu/model/model-folder.ts';
import { trainProperty } from '../../../../core/nlu/training/train-property.ts';
import { botOf, exampleOf, hotelSayings } from '../tiny-bot.ts';
import { configOf } from '../tiny-config.ts';

const tests = [
  exampleOf('ask_wifi', 'es', 'la clave del wifi?'),
  exampleOf('ask_wifi', 'en', 'how do i get on the wifi'),
  exampleOf('ask_pool', 'es', 'a que hora abre la piscina'),
  exampleOf('ask_pool', 'en', 'pool hours'),
];

describe('ensureModel', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-ensure-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function ensure(config: PropertyConfig, tests: readonly TestMessage[] = []) {
    const said: string[] = [];
    const model = await ensureModel(config, folder, { info: (_fields, sentence) => said.push(sentence) }, () => tests);
    const stayed = said.some((sentence) => sentence.startsWith('the current model stays in use'));
    return { model, trained: said.includes('trained the language model'), stayed };
  }

  /** Of a bot that takes questions about the pool for questions about the wifi. */
  function swappedConfig(): PropertyConfig {
    const { ask_wifi, ask_pool, ...rest } = hotelSayings;
    return configOf(botOf({ ...rest, ask_wifi: ask_pool ?? {}, ask_pool: ask_wifi ?? {} }));
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

  it('keeps the current model where the new one is worse on the tests, now and at the next start', async () => {
    const good = await ensure(configOf(botOf(hotelSayings)), tests);
    const first = await ensure(swappedConfig(), tests);
    expect(first).to.include({ trained: true, stayed: true });
    expect(first.model.manifest).to.deep.equal(good.model.manifest);
    const second = await ensure(swappedConfig(), tests);
    expect(second).to.include({ trained: false, stayed: true });
    expect(second.model.manifest).to.deep.equal(good.model.manifest);
  });

  it('does not use what a training has found worse', async () => {
    const config = configOf(botOf(hotelSayings));
    const good = await trainProperty(config, { folder, tests, force: false });
    expect((await trainProperty(swappedConfig(), { folder, tests, force: false })).kind).to.equal('worse');
    const started = await ensure(swappedConfig());
    expect(started).to.include({ trained: false, stayed: true });
    expect(await readCurrent(folder, 'tiny')).to.equal(good.name);
    await trainProperty(swappedConfig(), { folder, tests, force: true });
    expect((await ensure(swappedConfig())).stayed).to.equal(false);
  });

  it('leaves a model that a person went back to in use', async () => {
    const bot = botOf(hotelSayings);
    const earlier = await ensure(configOf(bot));
    const config = configOf({ ...bot, examples: bot.examples.slice(1) });
    await ensure(config);
    await setCurrent(folder, 'tiny', modelName(earlier.model.manifest));
    const started = await ensure(config);
    expect(started).to.include({ trained: false, stayed: true });
    expect(started.model.manifest).to.deep.equal(earlier.model.manifest);
  });

  it('takes the earlier model of files that were put back', async () => {
    const bot = botOf(hotelSayings);
    const earlier = await ensure(configOf(bot));
    await age(earlier.model);
    await ensure(configOf({ ...bot, examples: bot.examples.slice(1) }));
    const back = await ensure(configOf(bot));
    expect(back).to.include({ trained: false, stayed: false });
    expect(await readCurrent(folder, 'tiny')).to.equal(modelName(earlier.model.manifest));
  });

  /** As if it had been trained a second before; in a test two models are made within one. */
  async function age({ manifest }: Model) {
    const file = join(folder, 'tiny', modelName(manifest), 'manifest.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(manifest.trainedAt, `${manifest.trainedAt.slice(0, 10)}T00:00:00Z`));
  }

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
