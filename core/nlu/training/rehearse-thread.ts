import { parentPort, workerData } from 'node:worker_threads';
import { buildPipeline } from '../pipeline.ts';
import { rehearseFold } from './rehearse-fold.ts';
import type { RehearsalOrder } from './rehearse-steps.ts';

/** Rehearses the folds that it is given, and sends each one's rehearsals. */
const { steps, data, folds } = workerData as RehearsalOrder;
const pipeline = await buildPipeline(steps, data.languages);
for (const fold of folds) parentPort?.postMessage(await rehearseFold(pipeline, data, fold));
