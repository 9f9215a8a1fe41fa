import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Findings } from './findings.ts';
import { slug } from './property/property-schema.ts';

/** The folders below `properties/`, by name. Each is a property, and its name the property's id. */
export function listOverlays(folder: string, findings: Findings): { name: string; path: string }[] {
  const parent = join(folder, 'properties');
  if (!existsSync(parent)) return [];
  const entries = readdirSync(parent, { withFileTypes: true });
  for (const { name } of entries.filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name))) {
    const place = { file: relative(process.cwd(), join(parent, name)), line: 1, path: '' };
    findings.fault(place, 'is not read here', 'put it into the folder of a property');
  }
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => ({ name, path: join(parent, name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, path } of folders) {
    if (slug.safeParse(name).success) continue;
    const place = { file: relative(process.cwd(), path), line: 1, path: '' };
    findings.fault(place, `"${name}" is no short name`, 'rename the folder: small letters, digits and "-"');
  }
  return folders;
}
