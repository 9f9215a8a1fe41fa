import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import type { z } from 'zod';
import { codeBlocks } from '../support/code-blocks.ts';

interface AnyPlugin {
  name: string;
  options?: z.ZodObject;
  responses?: readonly string[];
}

const foldersIn = (folder: string) => readdirSync(folder).filter((name) => existsSync(join(folder, name, 'index.ts')));
const plugins = readdirSync('plugins', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: kind }) => foldersIn(join('plugins', kind)).map((name) => `${kind}/${name}`));

/** Rows of the table under this heading: its cells without their back ticks. */
function rowsUnder(heading: string, text: string): string[][] {
  const [table = ''] = new RegExp(`^\\| ${heading} \\|.*\\n(?:\\|.*\\n)+`, 'm').exec(text) ?? [];
  const rows = table.trim().split('\n').slice(2);
  return rows.map((row) =>
    row
      .split('|')
      .map((cell) => cell.replaceAll('`', '').trim())
      .slice(1, -1),
  );
}

/** Options as the page's YAML gives them, secrets filled in. */
function optionsIn(page: string, name: string): Record<string, unknown> {
  const block = codeBlocks(page).find(({ language }) => language === 'yaml');
  const yaml = parse((block?.code ?? '').replaceAll(/\$\{\w+\}/g, 'ASECRETFORTHETESTSOF32CHARACTERS'));
  const adapters = Object.values<{ use: string }>(yaml.ports ?? {});
  const { use, ...adapter } = adapters.find((each) => each.use === name) ?? {};
  return (use ? adapter : (yaml.handlers ?? yaml.channels)?.[name]) ?? expect.fail('no YAML names it');
}

for (const folder of [...plugins.map((name) => `plugins/${name}`), 'channels/webhook']) {
  describe(`${folder}/README.md`, () => {
    const page = join(folder, 'README.md');
    let plugin: AnyPlugin;
    let text: string;
    before(async () => {
      plugin = (await import(`../../${folder}/index.ts`)).default;
      text = readFileSync(page, 'utf8');
    });

    it('shows YAML that the plugin takes', () => {
      const options = optionsIn(page, plugin.name);
      if (plugin.options) plugin.options.parse(options);
      else expect(options).to.deep.equal({});
    });

    it('lists every option with its default', () => {
      const required = optionsIn(page, plugin.name);
      const shape = Object.keys(plugin.options?.shape ?? {});
      const rows = rowsUnder('option', text);
      expect(rows.map(([name]) => name)).to.deep.equal(shape);
      for (const [name = '', written = ''] of rows) {
        const given = Object.fromEntries(Object.entries(required).filter(([key]) => key !== name));
        const { success, data } = plugin.options?.safeParse(given) ?? expect.fail();
        const value = success ? data[name] : '–';
        expect(written, name).to.equal(value === undefined ? 'none' : show(value));
      }
    });

    it('lists the responses that the plugin says', () => {
      const listed = rowsUnder('response', text).map(([name]) => name);
      expect(listed).to.have.members([...(plugin.responses ?? [])]);
    });
  });
}

describe('pages of folders', () => {
  it('list every plugin and every channel', () => {
    const listed = (page: string) =>
      rowsUnder('folder', readFileSync(page, 'utf8')).map(([cell = '']) => /^\[?([\w/-]+)/.exec(cell)?.[1]);
    expect(listed('plugins/README.md')).to.have.members(plugins);
    expect(listed('channels/README.md')).to.have.members(foldersIn('channels'));
  });
});

function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.join(', ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
