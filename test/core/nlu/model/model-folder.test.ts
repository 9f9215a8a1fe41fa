import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  loadModel,
  type Model,
  readCurrent,
  saveModel,
  setCurrent,
  understand,
  watchCurrent,
} from '../../../../core/nlu/index.ts';
import { pruneModels } from '../../../../core/nlu/model/model-folder.ts';
import { botOf, hotelSayings, tinyHotel, trainTiny } from '../tiny-bot.ts';

describe('model folder', () => {
  let folder: string;
  let model: Model;
  before(async () => {
    model = await tinyHotel();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-model-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error: { code?: string }) => error.code,
    );

  it('gives back exactly what was saved', async () => {
    const name = await saveModel(model, folder);
    await setCurrent(folder, 'tiny', name);
    const loaded = await loadModel(folder, 'tiny');
    expect(loaded.manifest).to.deep.equal(model.manifest);
    for (const text of ['is the pool heated?', 'quiero una habitacion con wifi', 'adios muy buenas', 'xyz']) {
      expect(understand(loaded, text)).to.deep.equal(understand(model, text));
    }
  });

  it('keeps reports beside the model', async () => {
    const name = await saveModel(model, folder, { 'report.html': '<p>' });
    expect(await readFile(join(folder, 'tiny', name, 'report.html'), 'utf8')).to.equal('<p>');
  });

  it('has no current model before one is set', async () => {
    await saveModel(model, folder);
    expect(await readCurrent(folder, 'tiny')).to.equal(null);
    expect(await codeOf(loadModel(folder, 'tiny'))).to.equal('ERR_MODEL_MISSING');
  });

  it('refuses a damaged file, a lost file and a damaged manifest', async () => {
    const name = await saveModel(model, folder);
    const place = join(folder, 'tiny', name);
    const weights = join(place, '07-logistic-regression', 'weights.f16');
    const whole = await readFile(weights);
    await writeFile(weights, whole.subarray(0, 100));
    expect(await codeOf(loadModel(folder, 'tiny', name))).to.equal('ERR_MODEL_INVALID');
    await rm(weights);
    expect(await codeOf(loadModel(folder, 'tiny', name))).to.equal('ERR_MODEL_INVALID');
    await writeFile(weights, whole);
    expect(await codeOf(loadModel(folder, 'tiny', name))).to.equal(null);
    await writeFile(join(place, 'manifest.json'), '{');
    expect(await codeOf(loadModel(folder, 'tiny', name))).to.equal('ERR_MODEL_INVALID');
  });

  it('refuses the model of another property', async () => {
    const name = await saveModel(model, folder);
    const { manifest } = model;
    await saveModel({ ...model, manifest: { ...manifest, property: 'other' } }, folder);
    await writeFile(
      join(folder, 'other', name, 'manifest.json'),
      await readFile(join(folder, 'tiny', name, 'manifest.json')),
    );
    expect(await codeOf(loadModel(folder, 'other', name))).to.equal('ERR_MODEL_INVALID');
  });

  it('keeps the newest models and the current one', async () => {
    const days = ['2031-01-01', '2031-01-02', '2031-01-03', '2031-01-04'];
    for (const day of days) {
      await saveModel({ ...model, manifest: { ...model.manifest, trainedAt: `${day}T00:00:00Z` } }, folder);
    }
    const names = (await readdir(join(folder, 'tiny'))).sort();
    await setCurrent(folder, 'tiny', names[0] ?? '');
    await pruneModels(folder, 'tiny', 2);
    expect((await readdir(join(folder, 'tiny'))).sort()).to.deep.equal([names[0], names[3], 'current']);
  });

  describe('watchCurrent', () => {
    it('swaps to a new current model, as a whole, and tells', async () => {
      const other = await trainTiny(botOf({ spa: { es: ['quiero un masaje'] }, ski: { es: ['alquilar esquis'] } }), [
        'es',
      ]);
      await setCurrent(folder, 'tiny', await saveModel(model, folder));
      const swaps: Model[] = [];
      const live = watchCurrent(folder, model, { onSwap: (next) => swaps.push(next) });
      expect(await live.refresh()).to.equal(false);
      await setCurrent(folder, 'tiny', await saveModel(other, folder));
      const during = understand(live.model, 'clave del wifi');
      expect(await live.refresh()).to.equal(true);
      live.close();
      expect(during.intent).to.equal('ask_wifi');
      expect(understand(live.model, 'quiero un masaje').intent).to.equal('spa');
      expect(swaps).to.deep.equal([live.model]);
    });

    it('stays with the model it has when the new one cannot be read, and tries again', async () => {
      await saveModel(model, folder);
      const errors: unknown[] = [];
      const live = watchCurrent(folder, model, { onError: (error) => errors.push(error) });
      await setCurrent(folder, 'tiny', '2031-09-09-000000000000');
      expect(await live.refresh()).to.equal(false);
      expect(await live.refresh()).to.equal(false);
      expect(live.model).to.equal(model);
      expect(errors).to.have.length(2);
      const other = await trainTiny(botOf({ greet: hotelSayings.greet ?? {}, cancel: hotelSayings.cancel ?? {} }));
      await setCurrent(folder, 'tiny', await saveModel(other, folder));
      expect(await live.refresh()).to.equal(true);
      live.close();
    });
  });
});
