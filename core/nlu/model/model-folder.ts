import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from './model.ts';

/** Where a property's models are; each property has its own folder, so models never mix. */
export function propertyFolder(folder: string, property: string): string {
  return join(folder, property);
}

/** `2031-05-04-1a2b3c4d5e6f`: the day of training in UTC and the beginning of the hash. */
export function modelName({ trainedAt, hash }: Pick<Manifest, 'trainedAt' | 'hash'>): string {
  return `${trainedAt.slice(0, 10)}-${hash.slice(0, 12)}`;
}

/** Name of the current model of a property, or null. */
export async function readCurrent(folder: string, property: string): Promise<string | null> {
  try {
    return (await readFile(currentFile(folder, property), 'utf8')).trim() || null;
  } catch {
    return null;
  }
}

/**
 * Points `current` at a model. A plain file and no link, because links survive neither Windows nor every archive,
 * volume and image; the rename makes the change whole.
 */
export async function setCurrent(folder: string, property: string, name: string): Promise<void> {
  const file = currentFile(folder, property);
  const aside = `${file}.${process.pid}.part`;
  await writeFile(aside, `${name}\n`);
  await rename(aside, file);
}

/** Names of a property's models, the newest first; those whose manifest cannot be read at the end. */
export async function listModels(folder: string, property: string): Promise<string[]> {
  const place = propertyFolder(folder, property);
  const names = (await readdir(place).catch(() => [])).filter((name) => /^\d{4}-\d\d-\d\d-[\da-f]{12}$/.test(name));
  const dated = names.map(async (name) => ({ name, at: await trainedAt(join(place, name)) }));
  return (await Promise.all(dated))
    .sort((one, other) => (one.at === other.at ? (one.name < other.name ? 1 : -1) : one.at < other.at ? 1 : -1))
    .map(({ name }) => name);
}

async function trainedAt(place: string): Promise<string> {
  try {
    const { trainedAt } = JSON.parse(await readFile(join(place, 'manifest.json'), 'utf8')) as Partial<Manifest>;
    return String(trainedAt ?? '');
  } catch {
    return '';
  }
}

/** Removes all but the newest models of a property; the current one stays in any case. */
export async function pruneModels(folder: string, property: string, keep: number): Promise<void> {
  const current = await readCurrent(folder, property);
  const old = (await listModels(folder, property)).filter((name) => name !== current).slice(Math.max(0, keep - 1));
  for (const name of old) await rm(join(propertyFolder(folder, property), name), { recursive: true, force: true });
}

function currentFile(folder: string, property: string): string {
  return join(propertyFolder(folder, property), 'current');
}
