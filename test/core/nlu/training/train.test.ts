import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadModel, saveModel, understand } from '../../../../core/nlu/index.ts';
import { trainHiddenLayer } from '../../../../core/nlu/learn/hidden-layer.ts';
import { packRows } from '../../../../core/nlu/learn/matrix.ts';
import { createParse } from '../../../../core/nlu/parse.ts';
import { buildPipeline } from '../../../../core/nlu/pipeline.ts';
import { rehearseSteps } from '../../../../core/nlu/training/rehearse-steps.ts';
import { train } from '../../../../core/nlu/training/train.ts';
import { botOf, hotelSayings, intentOf, trainTiny } from '../tiny-bot.ts';

const trainedAt = Temporal.Instant.from('2031-05-04T10:00:00Z');

describe('train', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-train-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('makes the same bytes of the same data, in whatever order they come', async () => {
    const bot = botOf(hotelSayings);
    const one = await trainTiny(bot);
    const other = await trainTiny({ ...bot, examples: bot.examples.toReversed() });
    const [first, second] = [join(folder, '1'), join(folder, '2')];
    const name = await saveModel(one, first);
    expect(await saveModel(other, second)).to.equal(name);
    const files = await readdir(join(first, 'tiny', name), { recursive: true, withFileTypes: true });
    expect(files.filter((file) => file.isFile())).to.have.length.above(12);
    for (const file of files.filter((one) => one.isFile())) {
      const path = join(file.parentPath, file.name);
      expect(await readFile(path), path).to.deep.equal(await readFile(path.replace(first, second)));
    }
  });

  it('has another hash when anything that it learns from changes', async () => {
    const bot = botOf(hotelSayings);
    const hashOf = async (...[more, pipeline]: Parameters<typeof variant>) =>
      (await variant(more, pipeline)).manifest.hash;
    const variant = (more: object, pipeline: { name: string; options: object }[] = []) =>
      trainTiny({ ...bot, ...more }, ['es', 'en'], pipeline as never);
    const hashes = [
      await hashOf({}),
      await hashOf({ examples: bot.examples.slice(1) }),
      await hashOf({ synonyms: { alberca: 'pool' } }),
      await hashOf({}, [{ name: 'clean', options: { maxCharacters: 500 } }]),
    ];
    expect(new Set(hashes).size).to.equal(hashes.length);
  });

  it('tells how examples fared that it had not learned', async () => {
    const { rehearsed } = await train(botOf(hotelSayings), { property: 'tiny', languages: ['es', 'en'] });
    const known = rehearsed.filter(({ intent }) => intent !== 'out_of_scope');
    expect(known.length).to.be.above(30);
    expect(rehearsed.length - known.length).to.equal(60);
    expect(
      known.filter(({ intent, understanding }) => understanding.intent === intent).length / known.length,
    ).to.be.above(0.5);
  });

  it('reports progress by component', async () => {
    const steps = new Set<string>();
    await train(botOf(hotelSayings), {
      property: 'tiny',
      languages: ['es', 'en'],
      progress: (step) => steps.add(step),
    });
    expect([...steps]).to.include.members(['features', 'nlpjs-network', 'rehearsal', 'escalation-gate']);
  });

  it('loads components of others by their name', async () => {
    const home = join(folder, 'node_modules', '@acme');
    await mkdir(join(home, 'shout'), { recursive: true });
    await symlink(
      join(import.meta.dirname, '../../../../node_modules/@botones'),
      join(folder, 'node_modules/@botones'),
    );
    await writeFile(
      join(home, 'shout/package.json'),
      JSON.stringify({ name: '@acme/shout', type: 'module', exports: './index.js' }),
    );
    await writeFile(
      join(home, 'shout/index.js'),
      `export default {
        kind: 'component', contract: 1, name: 'shout',
        setup: () => ({
          shared: true,
          train: ({ examples }) => ({ learned: examples.length }),
          process(parse, { learned }) { parse.clean = parse.clean.toLowerCase(); parse.notes.shout = learned; },
        }),
      };`,
    );
    const before = process.cwd();
    process.chdir(folder);
    try {
      const pipeline = ['clean', '@acme/shout', 'tokens', 'features', 'logistic-regression', 'calibrated-mean'];
      const model = await trainTiny(
        botOf(hotelSayings),
        ['es', 'en'],
        pipeline.map((name) => ({ name, options: {} })),
      );
      expect(intentOf(model, 'WIFI PASSWORD')).to.equal('ask_wifi');
      await saveModel(model, join(folder, 'models'));
      expect(model.models[1]).to.deep.equal({ learned: 60 });
      const loaded = await loadModel(join(folder, 'models'), 'tiny', (await readdir(join(folder, 'models/tiny')))[0]);
      expect(understand(loaded, 'WIFI PASSWORD')).to.deep.equal(understand(model, 'WIFI PASSWORD'));
    } finally {
      process.chdir(before);
    }
  });

  const wrong: Record<string, [entry: { name: string; options: Record<string, unknown> }, code: string]> = {
    'a component that does not exist': [{ name: 'telepathy', options: {} }, 'ERR_PLUGIN_NOT_FOUND'],
    'an option that does not exist': [{ name: 'clean', options: { maxCharcters: 3 } }, 'ERR_CONFIG'],
    'a name of Object.prototype': [{ name: 'constructor', options: {} }, 'ERR_PLUGIN_NOT_FOUND'],
  };
  for (const [name, [entry, code]] of Object.entries(wrong)) {
    it(`refuses ${name}`, async () => {
      const error = await buildPipeline([entry], ['en']).catch((thrown: unknown) => thrown);
      expect(error).to.have.property('code', code);
    });
  }

  it('rehearses the same in threads as without', async () => {
    const names = ['features', 'logistic-regression'];
    const steps = await buildPipeline(
      names.map((name) => ({ name, options: {} })),
      ['en'],
    );
    const { examples } = botOf(hotelSayings);
    const data = {
      intents: Object.keys(hotelSayings).sort(),
      languages: ['en'],
      entities: [],
      synonyms: {},
      regexes: {},
      lookups: {},
      examples: examples.map((example) => {
        const words = example.text.split(' ');
        return { ...example, parse: { ...createParse(example.text, 'en', null), words, stems: words } };
      }),
    };
    const alone = await rehearseSteps(steps, data, () => {}, 1);
    const threaded = await rehearseSteps(steps, data, () => {}, 2);
    expect(threaded.map(({ parse, intent }) => [parse.votes, intent])).to.deep.equal(
      alone.map(({ parse, intent }) => [parse.votes, intent]),
    );
  });

  it('trains a hidden layer whose outcome depends on the data alone', () => {
    const rows = packRows(
      [0, 1].map((id) => ({ ids: Uint32Array.of(id), values: Float32Array.of(1), size: 2, known: 1 })),
    );
    const settings = { units: 8, epochs: 40, learningRate: 1, dropout: 0, unitDropout: 0 };
    const once = trainHiddenLayer(rows, Uint32Array.of(0, 1), 2, settings, () => {});
    expect(trainHiddenLayer(rows, Uint32Array.of(0, 1), 2, settings, () => {})).to.deep.equal(once);
  });

  it('names its models by day and hash', async () => {
    const { model } = await train(botOf(hotelSayings), { property: 'tiny', languages: ['es', 'en'], trainedAt });
    expect(await saveModel(model, folder)).to.equal(`2031-05-04-${model.manifest.hash.slice(0, 12)}`);
  });
});
