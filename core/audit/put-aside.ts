import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './fallback-file.ts';

/** Below the fallback folder: lines that no sink takes, for a person to look at. */
const ASIDE = 'refused';

/** Writes lines for good; the same `name` replaces what it held, so that a second try doubles nothing. */
export async function putAside(folder: string, name: string, lines: readonly string[]): Promise<void> {
  const aside = join(folder, ASIDE);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  const handle = await open(join(aside, name), 'w', 0o600);
  try {
    await handle.writeFile(lines.map((line) => (line.endsWith('\n') ? line : `${line}\n`)).join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(aside);
}
