import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BotonesError } from '@botones/contract';
import { bytesToJson, type Files } from '../learn/bytes.ts';
import { buildPipeline } from '../pipeline.ts';
import { digestOf } from './digest.ts';
import type { Manifest, Model } from './model.ts';
import { propertyFolder, readCurrent } from './model-folder.ts';

type SavedManifest = Manifest & { readonly files: Readonly<Record<string, string>> };

/**
 * Reads a model, by default the property's current one.
 * @throws BotonesError ERR_MODEL_MISSING when there is none, ERR_MODEL_INVALID when it is damaged or another property's
 */
export async function loadModel(folder: string, property: string, name?: string): Promise<Model> {
  const wanted = name ?? (await readCurrent(folder, property));
  if (wanted === null) throw new BotonesError('ERR_MODEL_MISSING', `"${property}" has no model yet; run npm run train`);
  const place = join(propertyFolder(folder, property), wanted);
  const { files, ...manifest } = await readManifest(place);
  if (manifest.format !== 1 || manifest.property !== property) {
    throw new BotonesError('ERR_MODEL_INVALID', `${place} is not a model of "${property}" for this version`);
  }
  const steps = await buildPipeline(manifest.pipeline, manifest.languages);
  const folders = (await readdir(place)).sort();
  const models: unknown[] = [];
  for (const [at, { component }] of steps.entries()) {
    const prefix = `${String(at + 1).padStart(2, '0')}-`;
    const own = await readFiles(place, folders.find((one) => one.startsWith(prefix)) ?? prefix, files);
    try {
      models.push(component.load ? component.load(own) : own['model.json'] && bytesToJson(own, 'model.json'));
    } catch (cause) {
      throw new BotonesError('ERR_MODEL_INVALID', `${place} is damaged; run npm run train`, { cause });
    }
  }
  return { manifest, steps, models };
}

/** @throws BotonesError ERR_MODEL_MISSING, ERR_MODEL_INVALID */
export async function readManifest(place: string): Promise<SavedManifest> {
  let text: string;
  try {
    text = await readFile(join(place, 'manifest.json'), 'utf8');
  } catch (cause) {
    throw new BotonesError('ERR_MODEL_MISSING', `There is no model in ${place}`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BotonesError('ERR_MODEL_INVALID', `The manifest in ${place} is damaged`, { cause });
  }
}

async function readFiles(place: string, step: string, digests: SavedManifest['files']): Promise<Files> {
  const files: Record<string, Uint8Array> = {};
  for (const [path, digest] of Object.entries(digests)) {
    if (!path.startsWith(`${step}/`)) continue;
    const bytes = await readFile(join(place, path)).catch(() => null);
    if (!bytes || digestOf(bytes) !== digest) {
      throw new BotonesError('ERR_MODEL_INVALID', `${join(place, path)} is damaged; run npm run train`);
    }
    files[path.slice(step.length + 1)] = bytes;
  }
  return files;
}
