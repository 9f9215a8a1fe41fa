import { glob, readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** One import, type imports included: a type is a dependency on its file as well. */
export interface Import {
  /** File below the repository. */
  readonly from: string;
  readonly line: number;
  /** File below the repository, or name of a package. */
  readonly to: string;
  readonly kind: 'file' | 'package' | 'node';
}

/** Finds `from '…'`, `import '…'` and `import('…')`. The formatter gives all of them one form, so a pattern is enough. */
const pattern = /(?:^|[\s;}])(?:from|import)\s*\(?\s*'([^'\n]+)'/g;
const builtins = new Set(builtinModules);

export async function readImports(root: string, folders: readonly string[]): Promise<Import[]> {
  const imports: Import[] = [];
  for (const folder of folders) {
    for await (const file of glob('**/*.{ts,tsx}', { cwd: join(root, folder) })) {
      const from = join(folder, file).split(sep).join('/');
      imports.push(...importsOf(root, from, await readFile(join(root, from), 'utf8')));
    }
  }
  return imports;
}

export function importsOf(root: string, from: string, text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '));
  return [...code.matchAll(pattern)].map((match) => {
    const line = code.slice(0, match.index).split('\n').length;
    return { from, line, ...targetOf(root, from, match[1] ?? '') };
  });
}

function targetOf(root: string, from: string, specifier: string): Pick<Import, 'to' | 'kind'> {
  if (specifier.startsWith('.')) {
    const file = relative(root, resolve(root, dirname(from), specifier));
    return { to: file.split(sep).join('/'), kind: 'file' };
  }
  const isNode = specifier.startsWith('node:') || builtins.has(specifier);
  if (isNode) return { to: specifier, kind: 'node' };
  // The contract by its public name is no outside package.
  if (specifier.startsWith('@botones/contract')) return { to: '@botones/contract', kind: 'node' };
  return { to: specifier, kind: 'package' };
}
