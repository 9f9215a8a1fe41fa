import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { CONTRACT_VERSION, errorCodes, type HandlerPlugin } from '@botones/contract';
import * as kit from '@botones/contract/testing';
import { expect } from 'chai';
import { loadPlugin } from '../../../core/plugins.ts';
import { codeBlocks } from '../../support/code-blocks.ts';
import { loadBase } from '../config/fixture.ts';

const page = resolve('core/contract/README.md');
const blocks = codeBlocks(page);

/** Outside node_modules, where Node strips types; ignored by git. */
const folder = extract();

function extract(): string {
  mkdirSync('results', { recursive: true });
  const folder = mkdtempSync(resolve('results/contract-readme-'));
  for (const { language, file, code } of blocks) {
    if (file === null || !['ts', 'js'].includes(language)) continue;
    const target = join(folder, file.startsWith('@') ? 'node_modules' : '', file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  const tsconfig = { extends: resolve('tsconfig.json'), include: ['channels', 'plugins', 'test'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  const json = blocks.find(({ language }) => language === 'json');
  writeFileSync(join(folder, 'node_modules/@acme/spa/package.json'), json?.code ?? '');
  return folder;
}

// At the very end, since an unsound file elsewhere may keep mocha from running any hook.
process.once('exit', () => rmSync(folder, { recursive: true }));

// The tests of the page describe themselves here.
for (const { file } of blocks) if (file?.endsWith('.test.ts')) await import(join(folder, file));

const { default: wakeUp } = await import(join(folder, 'plugins/handlers/wake-up/index.ts'));
kit.handlerContract(wakeUp, { turns: [kit.aTurn()] });
kit.handlerContract(wakeUp, { options: { calls: false }, turns: [kit.aTurn()] });

describe('the page for authors', () => {
  const text = readFileSync(page, 'utf8');
  const fileOf = (name: string) => blocks.find(({ file }) => file === name)?.code ?? expect.fail(`no block is ${name}`);

  it('names the file of every block of code', () => {
    const nameless = blocks.filter(({ language, file }) => /^(ts|js|yaml)$/.test(language) && file === null);
    expect(nameless).to.deep.equal([]);
  });

  it('shows code that has the right types', async () => {
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const checked = promisify(execFile)(process.execPath, [tsc, '-p', folder]);
    const faults = await checked.then(
      () => '',
      ({ stdout }) => stdout,
    );
    expect(faults).to.equal('');
  });

  it('shows a test for every plugin that has one folder here', () => {
    const tested = blocks.flatMap(({ file }) => /^test\/(.*)\/index\.test\.ts$/.exec(file ?? '')?.[1] ?? []);
    expect(tested).to.deep.equal(['plugins/handlers/spa-price', 'channels/pigeon', 'plugins/notifiers/bell']);
  });

  it('keeps a handler to fifteen lines, and a channel to fifty', () => {
    const linesOf = (name: string) => fileOf(name).match(/^.*\S/gm)?.length;
    expect(linesOf('plugins/handlers/spa-price/index.ts')).to.be.at.most(15);
    expect(linesOf('channels/pigeon/index.ts')).to.be.at.most(50);
  });

  it('shows YAML that leads the intent to the handler, with all its words', () => {
    const property = 'property: {name: Hotel Sol, timeZone: Europe/Madrid, languages: [es, en], currency: EUR}\n';
    const { bot, handlers } = loadBase({
      'botones.yml': property + fileOf('config/botones.yml'),
      'greet.yml': fileOf('config/intents/spa_price.yml'),
    });
    expect(handlers.map(({ name }) => name)).to.deep.equal([bot.intents.get('spa_price')?.triggers]);
    expect([...bot.responses.keys()]).to.have.members(['utter_spa/price', 'utter_spa/which']);
    expect(bot.examples.map(({ entities }) => entities[0]?.value)).to.deep.equal(['massage', 'massage']);
  });

  it('shows a package that core loads by its name', async () => {
    const place = { file: 'botones.yml', line: 1, path: 'handlers' };
    const entry = { name: '@acme/spa', options: {}, accounts: [], place, at: () => place };
    const loaded = await loadPlugin<HandlerPlugin>('handler', entry, folder);
    const plugin = 'plugin' in loaded ? loaded.plugin : expect.fail('its options were refused');
    for (const check of kit.handlerChecks(plugin, { turns: [kit.aTurn()] })) await check.run();
  });

  it('lists every error code as the table in errors.ts does', () => {
    const rows = [...text.matchAll(/^\| `(ERR_\w+)` \| (yes|no) \| (yes|no) \| (.*) \|$/gm)];
    const listed = rows.map(([, code, retryable, answered, means]) => [
      code,
      { retryable: retryable === 'yes', ...(answered === 'yes' ? { answered: true } : {}), means },
    ]);
    expect(listed).to.deep.equal(Object.entries(errorCodes));
  });

  it('lists everything in the kit, and nothing else', () => {
    const [table = ''] = /^\| for \| there is \|\n(?:\|.*\n)+/m.exec(text) ?? [];
    const listed = [...table.matchAll(/`(\w+)(?:\(\))?`/g)].map(([, name = '']) => name).filter((name) => name in kit);
    const suites = ['channelContract', 'handlerContract', 'notifierContract'];
    expect([...listed, ...suites].toSorted()).to.deep.equal(Object.keys(kit).toSorted());
  });

  it('names the version of the contract', () => {
    expect(text).to.include(`\`CONTRACT_VERSION\` is ${CONTRACT_VERSION}.`);
  });

  it('leads to files that exist', () => {
    const prose = text.replace(/^```.*?^```$/gms, '');
    const links = [...prose.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => target);
    expect(links).to.have.length.above(0);
    for (const link of links) expect(existsSync(resolve(dirname(page), link)), link).to.equal(true);
  });
});
