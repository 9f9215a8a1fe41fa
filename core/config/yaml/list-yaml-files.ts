import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every .yml and .yaml below the folder, sorted by path; folders that begin with a dot and `skip` are left out. */
export function listYamlFiles(folder: string, skip: readonly string[] = []): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || skip.includes(path)) return [];
      if (entry.isDirectory()) return listYamlFiles(path, skip);
      return /\.ya?ml$/.test(entry.name) ? [path] : [];
    })
    .sort();
}
