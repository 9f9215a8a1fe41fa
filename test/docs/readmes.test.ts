import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect } from 'chai';
import { readEnvironment } from '../../core/cli/environment.ts';
import { createMetrics } from '../../core/telemetry/metrics.ts';
import { codeBlocks } from '../support/code-blocks.ts';

const pages = globSync('**/README.md', { exclude: ['**/node_modules', 'results', 'data', 'coverage'] });
const read = (file: string) => readFileSync(resolve(file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** All first groups of the matches, each once. */
function find(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, group = '']) => group))];
}

/** Rows of the tables below a heading: their cells. */
function rowsOf(page: string, heading: string): string[][] {
  const [, section = ''] = `\n${read(page)}`.split(`\n${heading}\n`);
  const [tables = ''] = section.split('\n## ', 1);
  const rows = find(tables, /^\| (`.*) \|$/gm);
  expect(rows, `${heading} of ${page}`).not.to.deep.equal([]);
  return rows.map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()));
}

describe('pages', () => {
  it('are found', () => {
    expect(pages).to.include.members(['README.md', 'core/README.md', 'core/cli/README.md', 'test/README.md']);
  });

  for (const page of pages) {
    it(`${page} names commands that exist and leads to files that exist`, () => {
      const text = read(page);
      const commands = find(text, /\bnpm (?:run )?(start\b|test\b|(?<=run )[\w:]+)/g);
      expect(commands.filter((command) => !(command in scripts))).to.deep.equal([]);

      const prose = text.replace(/^```.*?^```$/gms, '').replace(/`[^`\n]*`/g, '');
      const links = find(prose, /\]\((?!\w+:)([^)#\s]+)/g);
      expect(links.filter((link) => !existsSync(join(dirname(page), link)))).to.deep.equal([]);
    });
  }

  it('stand in every room of core, and of every channel', () => {
    const folders = globSync(['core/*/', 'channels/*/']).map((folder) => join(folder, 'README.md'));
    expect(folders.filter((page) => !existsSync(page))).to.deep.equal([]);
  });
});

describe('a table of promises', () => {
  const titlesIn = (file: string) => find(read(file), /\b(?:describe|it)\(\s*'((?:[^'\\]|\\.)*)'/g);
  const tables = globSync('test/**/README.md').filter((page) => /^\| promise \| test \|$/m.test(read(page)));

  it('stands beside the channels that have platforms', () => {
    expect(tables).to.include.members(['test/channels/gmail/README.md', 'test/channels/whatsapp/README.md']);
  });

  for (const page of tables) {
    it(`${page} names tests that exist`, () => {
      const rows = [...read(page).matchAll(/^\| .+ \| `([^`]+)` › (.+) \|$/gm)];
      expect(rows.length).to.equal(read(page).match(/^\| (?!promise |---)/gm)?.length);
      const missing = rows.filter(([, file = '', title = '']) => {
        const path = join(dirname(page), file);
        return !existsSync(path) || !titlesIn(path).includes(title);
      });
      expect(missing.map(([row]) => row)).to.deep.equal([]);
    });
  }
});

describe('the front page', () => {
  it('shows the handler of the page for authors, which is run there, in fifteen lines', () => {
    const handlerOf = (page: string) =>
      codeBlocks(page).find(({ file }) => file === 'plugins/handlers/spa-price/index.ts')?.code;
    const shown = handlerOf('README.md');
    expect(shown).to.equal(handlerOf('core/contract/README.md'));
    expect(shown?.match(/^.*\S/gm)).to.have.length.within(10, 15);
  });
});

describe('core/cli/README.md', () => {
  const page = 'core/cli/README.md';

  it('lists the commands of this folder, and no other', () => {
    const listed = find(read(page), /^\| `npm (?:run )?([\w:]+)` \|/gm);
    const ours = Object.entries(scripts).filter(([, script]) => script.includes('core/cli/'));
    expect(listed).to.have.members(ours.map(([name]) => name));
  });

  it('names every option of a command', () => {
    const missing = rowsOf(page, '# core/cli').flatMap(([, file = '', options = '']) => {
      const sources = find(file, /`([\w-]+\.ts)`/g).map((name) => read(join('core/cli', name)));
      const declared = sources.flatMap((source) => find(source, /'?([a-z-]+)'?: \{ type: '/g));
      return declared.filter((name) => !options.includes(`--${name}`));
    });
    expect(missing).to.deep.equal([]);
  });

  it('lists the variables that are read, and no other', () => {
    const listed = rowsOf(page, '## Environment').map(([name]) => name?.replaceAll('`', ''));
    const environment = read('core/cli/environment.ts');
    expect(listed).to.have.members(find(environment, /\benv\.([A-Z][A-Z_]*)/g));
    const elsewhere = globSync('core/**/*.ts').flatMap((file) => find(read(file), /process\.env\.([A-Z][A-Z_]*)/g));
    expect(listed).to.include.members(elsewhere);
  });

  it('tells their defaults', () => {
    const { port, host, dataFolder, configFolder, modelFolder } = readEnvironment({});
    const defaults = Object.fromEntries(
      rowsOf(page, '## Environment').map(([name, given]) => [name?.replaceAll('`', ''), given?.replaceAll('`', '')]),
    );
    expect(defaults).to.include({ PORT: String(port), HOST: host, DATABASE_URL: '', REDIS_URL: '', TRUST_PROXY: '' });
    expect(resolve(defaults.BOTONES_DATA ?? '')).to.equal(dataFolder);
    expect(resolve(defaults.BOTONES_CONFIG ?? '')).to.equal(configFolder);
    expect(resolve(defaults.BOTONES_MODELS ?? '')).to.equal(modelFolder);
  });
});

describe('core/telemetry/README.md', () => {
  const page = 'core/telemetry/README.md';

  it('lists the metrics with their labels, and no other', () => {
    const { register } = createMetrics({ pool: () => ({ size: 0, checkedOut: 0 }) });
    const metrics = register.getMetricsAsArray() as unknown as { name: string; labelNames: string[] }[];
    const ours = metrics.filter(({ name }) => !/^(process|nodejs)_/.test(name));
    const listed = rowsOf(page, '## Metrics').map(([name = '', labels = '']) => ({
      name: name.replaceAll('`', ''),
      labels: find(labels, /`(\w+)`/g),
    }));
    expect(listed).to.have.deep.members(ours.map(({ name, labelNames }) => ({ name, labels: labelNames })));
  });

  it('lists the fields that reach a log line, and no other', () => {
    const [, declared = ''] = /loggedFields = new Set\(\[(.*?)\]\)/s.exec(read('core/telemetry/logger.ts')) ?? [];
    const [list = ''] = /^`actMs`.*?\n\n/ms.exec(read(page)) ?? [];
    expect(find(list, /`(\w+)`/g)).to.have.members(find(declared, /'(\w+)'/g));
  });
});
