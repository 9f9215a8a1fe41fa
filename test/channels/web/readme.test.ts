import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse as parseYaml } from 'yaml';
import web from '../../../channels/web/index.ts';
import { options } from '../../../channels/web/options.ts';
import { refusals } from '../../../channels/web/refusals.ts';
import { makeChannelContext } from '../../support/channel-context.ts';

const readme = readFileSync(new URL('../../../channels/web/README.md', import.meta.url), 'utf8');

describe('web: the README', () => {
  it('shows options that hold', () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(options.safeParse(parseYaml(yaml).channels.web).error?.issues ?? []).to.deep.equal([]);
  });

  it('names every option and no other', () => {
    const [, table = ''] = /\| option +\|[^\n]*\n\|[^\n]*\n([\s\S]*?)\n\n/.exec(readme) ?? [];
    const named = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    expect(named).to.have.members(Object.keys(options.shape));
    for (const limit of Object.keys(options.parse({}).limits)) expect(table).to.include(`\`${limit}\``);
  });

  it('names every error with its status', () => {
    for (const [code, { status }] of Object.entries(refusals)) {
      expect(readme).to.match(new RegExp(`\\| \`${code}\` +\\| ${status}\\b`));
    }
  });

  it('names every route', async () => {
    const { routes = [], inbound } = await web.setup(makeChannelContext({ options: options.parse({}) }));
    const names = routes.filter(({ method }) => method !== 'OPTIONS').map(({ method, path }) => `\`${method} ${path}`);
    for (const name of [...names, `\`POST ${inbound}`]) expect(readme).to.include(name);
  });
});
