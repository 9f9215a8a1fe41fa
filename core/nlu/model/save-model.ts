import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonBytes } from '../learn/bytes.ts';
import { digestOf } from './digest.ts';
import type { Model } from './model.ts';
import { modelName, propertyFolder } from './model-folder.ts';

/** Beside the manifest, for people: an evaluation page, the data's warnings. */
export type Attachments = Readonly<Record<string, Uint8Array | string>>;

/**
 * Writes `<folder>/<property>/<date>-<hash>/` whole or not at all: it is made aside and then renamed.
 * Does not make it the current one.
 * @returns the model's name, `<date>-<hash>`
 */
export async function saveModel(model: Model, folder: string, attachments: Attachments = {}): Promise<string> {
  const { manifest, steps, models } = model;
  const name = modelName(manifest);
  const target = join(propertyFolder(folder, manifest.property), name);
  const aside = `${target}.${process.pid}.part`;
  const digests: Record<string, string> = {};
  await rm(aside, { recursive: true, force: true });
  for (const [at, step] of steps.entries()) {
    const place = `${String(at + 1).padStart(2, '0')}-${step.name.replaceAll(/[^\w.-]/g, '_')}`;
    await mkdir(join(aside, place), { recursive: true });
    for (const [file, bytes] of Object.entries(filesOf(step.component.save, models[at]))) {
      await writeFile(join(aside, place, file), bytes);
      digests[`${place}/${file}`] = digestOf(bytes);
    }
  }
  for (const [file, content] of Object.entries(attachments)) await writeFile(join(aside, file), content);
  await writeFile(join(aside, 'manifest.json'), `${JSON.stringify({ ...manifest, files: digests }, null, 2)}\n`);
  await rm(target, { recursive: true, force: true });
  await rename(aside, target);
  return name;
}

function filesOf(save: ((model: unknown) => Record<string, Uint8Array>) | undefined, model: unknown) {
  if (save) return save(model);
  return model === undefined ? {} : { 'model.json': jsonBytes(model) };
}
