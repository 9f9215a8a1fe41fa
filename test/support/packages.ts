import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONTRACT_VERSION } from '@botones/contract';

/** Installs a plugin of somebody else in a project's folder. `setup` is the code of its setup, which has `context`. */
export async function installPlugin(folder: string, kind: string, name: string, setup: string): Promise<void> {
  const place = join(folder, 'node_modules', name);
  await mkdir(place, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{}');
  await writeFile(join(place, 'package.json'), JSON.stringify({ name, exports: './index.mjs' }));
  const facts = `kind: '${kind}', contract: ${CONTRACT_VERSION}, name: '${name}'`;
  await writeFile(join(place, 'index.mjs'), `export default { ${facts}, setup(context) { ${setup} } };\n`);
}
