import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const own = join(tmpdir(), `botones-models-${process.pid}`);

/**
 * Models of this run: that of the demo hotel is trained once, by the first test that wants it. `BOTONES_MODELS` names a
 * folder that stays.
 */
export const modelsOfRun: string = process.env.BOTONES_MODELS || own;

process.once('exit', () => rmSync(own, { recursive: true, force: true }));
