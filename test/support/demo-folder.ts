import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/** Copies the demo hotel's files, with other sections in its `botones.yml`. Returns the folder of configuration. */
export async function writeDemoHotel(
  folder: string,
  sections: { channels?: Record<string, unknown>; ports: Record<string, unknown> },
): Promise<string> {
  const config = join(folder, 'config');
  await cp('config', config, { recursive: true });
  const file = join(config, 'botones.yml');
  const settings = parse(await readFile(file, 'utf8'));
  Object.assign(settings, { ...sections, ports: { ...settings.ports, ...sections.ports } });
  await writeFile(file, stringify(settings));
  return config;
}
