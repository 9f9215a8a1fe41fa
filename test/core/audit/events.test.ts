import { globSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { auditEvents } from '../../../core/audit/events.ts';

const sources = globSync('core/**/*.ts').filter((file) => !file.endsWith('audit/events.ts'));
const code = sources.map((file) => readFileSync(file, 'utf8')).join('\n');

describe('auditEvents', () => {
  it('are those that the code writes, and those that the page explains', () => {
    const written = code.matchAll(/'((?:message|turn|handoff|staff|media|delivery|guest|pms|breaker)\.[a-z]+)'/g);
    expect([...new Set([...written].map(([, name = '']) => name))]).to.have.members([...auditEvents]);
    const page = readFileSync('core/audit/README.md', 'utf8')
      .split('\n## ')
      .find((part) => part.startsWith('Reading it'));
    const rows = [...(page ?? '').matchAll(/^\| (`[a-z]+\..*?) \|/gm)].flatMap(([, names = '']) =>
      names.match(/[a-z]+\.[a-z]+/g),
    );
    expect(rows).to.have.members([...auditEvents]);
  });
});
