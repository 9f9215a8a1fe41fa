import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readCurrent } from '../../../../core/nlu/index.ts';
import { trainProperty } from '../../../../core/nlu/training/train-property.ts';
import { botOf, exampleOf, hotelSayings } from '../tiny-bot.ts';
import { configOf } from '../tiny-config.ts';

const tests = [
  exampleOf('ask_wifi', 'es', 'la clave del wifi?'),
  exampleOf('ask_pool', 'en', 'pool hours'),
  exampleOf('cancel', 'en', 'please cancel my room'),
  exampleOf('out_of_scope', 'en', 'who won the football match'),
];

describe('trainProperty', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-property-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('trains, reports and makes the model current; unchanged data leave nothing to do', async () => {
    const config = configOf(botOf(hotelSayings));
    const outcome = await trainProperty(config, { folder, tests, force: false });
    expect(outcome.kind).to.equal('switched');
    expect(await readCurrent(folder, 'tiny')).to.equal(outcome.name);
    const files = await readdir(join(folder, 'tiny', outcome.name));
    expect(files).to.include.members(['report.html', 'intent_report.json', 'intent_errors.json', 'manifest.json']);
    const manifest = JSON.parse(await readFile(join(folder, 'tiny', outcome.name, 'manifest.json'), 'utf8'));
    expect(manifest.figures.tested).to.include({ messages: 4, outOfScope: 1 });
    expect(manifest.figures.rehearsed.messages).to.be.above(60);
    const again = await trainProperty(config, { folder, tests, force: false });
    expect(again).to.include({ kind: 'unchanged', name: outcome.name });
  });

  it('does not switch to a worse model, unless it is told to', async () => {
    const good = await trainProperty(configOf(botOf(hotelSayings)), { folder, tests, force: false });
    const { ask_wifi, ask_pool, ...rest } = hotelSayings;
    const swapped = { ...rest, ask_wifi: ask_pool ?? {}, ask_pool: ask_wifi ?? {} };
    const config = configOf(botOf(swapped));
    const worse = await trainProperty(config, { folder, tests, force: false });
    expect(worse.kind).to.equal('worse');
    expect(await readCurrent(folder, 'tiny')).to.equal(good.name);
    const forced = await trainProperty(config, { folder, tests, force: true });
    expect(forced.kind).to.equal('switched');
    expect(await readCurrent(folder, 'tiny')).to.equal(forced.name);
  });
});
