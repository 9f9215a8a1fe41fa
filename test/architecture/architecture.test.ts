import { resolve } from 'node:path';
import { expect } from 'chai';
import { findCycle } from './find-cycle.ts';
import { type Import, importsOf, readImports } from './read-imports.ts';
import { rules } from './rules.ts';

const root = resolve(import.meta.dirname, '../..');

describe('architecture', () => {
  let imports: Import[];

  before(async () => {
    imports = await readImports(root, ['core', 'channels', 'plugins']);
  });

  it('sees the code', () => {
    expect(imports.length).to.be.greaterThan(500);
    const edges = imports.map(({ from, to }) => `${from} ${to}`);
    expect(edges).to.include('core/bot.ts core/http/server.ts');
    expect(edges).to.include('core/http/server.ts express');
  });

  for (const { name, breaks } of rules) {
    it(name, () => {
      const breaches = imports.filter(breaks).map(({ from, line, to }) => `${from}:${line} imports ${to}`);
      expect(breaches).to.deep.equal([]);
    });
  }

  it('has no files that import each other in a ring', () => {
    expect(findCycle(imports)).to.equal(null);
  });
});

describe('the architecture rules', () => {
  const breachesOf = (from: string, text: string) =>
    importsOf(root, from, text).flatMap((one) => rules.filter(({ breaks }) => breaks(one)).map(({ name }) => name));

  const cases: [string, string, RegExp][] = [
    ['core/contract/part.ts', `import { z } from 'zod';`, /contract imports nothing/],
    ['core/pipeline/turn.ts', `import web from '../../channels/web/index.ts';`, /core imports no plugin/],
    ['core/pipeline/turn.ts', `const web = await import('../../channels/web/index.ts');`, /core imports no plugin/],
    ['channels/web/index.ts', `import type { Config } from '../../core/config/config.ts';`, /nothing else of core/],
    ['channels/web/index.ts', `import { sign } from '../webhook/verify.ts';`, /strangers/],
    ['plugins/handlers/a/index.ts', `import { b } from '../b/index.ts';`, /strangers/],
    ['core/delivery/own.ts', `import { startBot } from '../bot.ts';`, /composition root/],
    ['core/nlu/parse.ts', `import { aTurn } from '../../test/support/turn.ts';`, /imports a test/],
    ['channels/web/index.ts', `import express from 'express';`, /only core\/http/],
    ['core/delivery/own.ts', `import pg from 'pg';`, /only core\/store/],
  ];
  for (const [from, text, rule] of cases) {
    it(`catch ${text} in ${from}`, () => {
      expect(breachesOf(from, text).join('; ')).to.match(rule);
    });
  }

  it('leave comments and honest imports alone', () => {
    const text = `// import pg from 'pg';\n/* from 'express' */\nimport { Pool } from 'undici';\nimport { x } from './x.ts';`;
    expect(breachesOf('channels/web/index.ts', text)).to.deep.equal([]);
  });

  it('find a ring', () => {
    const files: [string, string][] = [
      ['core/a.ts', './b.ts'],
      ['core/b.ts', './c.ts'],
      ['core/c.ts', './a.ts'],
    ];
    const ring = files.flatMap(([from, to]) => importsOf(root, from, `import '${to}';`));
    expect(findCycle(ring)).to.deep.equal(['core/a.ts', 'core/b.ts', 'core/c.ts', 'core/a.ts']);
  });
});
