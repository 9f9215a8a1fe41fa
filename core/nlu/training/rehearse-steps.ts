import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Rehearsal, TrainingData, TrainingTools } from '@botones/contract';
import type { Step } from '../pipeline.ts';
import { type Fold, planFolds } from './folds.ts';
import { rehearseFold } from './rehearse-fold.ts';

/** What a thread is given to do. */
export interface RehearsalOrder {
  readonly steps: readonly Pick<Step, 'name' | 'options'>[];
  readonly data: TrainingData;
  readonly folds: readonly Fold[];
}

/** Below this number of examples a thread takes longer to start than it saves. */
const WORTH_THREADS = 1_000;

/**
 * Rehearses all folds: at once in threads when the data are large, so that they use the other cores while this thread
 * trains the real model. Gives the same either way.
 * @param data with parses as the steps before the first of `steps` left them
 */
export async function rehearseSteps(
  steps: readonly Step[],
  data: TrainingData,
  progress: TrainingTools['progress'],
  threads = threadsFor(data),
): Promise<Rehearsal[]> {
  const folds = planFolds(data.examples.map(({ intent }) => intent));
  let done = 0;
  const report = () => progress('rehearsal', ++done, folds.length);
  const rehearsals: Rehearsal[][] = [];
  if (threads < 2) {
    for (const fold of folds) {
      rehearsals.push(await rehearseFold(steps, data, fold));
      report();
    }
  } else {
    const shares = Array.from({ length: threads }, (_, thread) => folds.filter((__, at) => at % threads === thread));
    const results = await Promise.all(
      shares.map((own) => rehearseInThread({ steps: steps.map(plain), data, folds: own }, report)),
    );
    for (const at of folds.keys()) rehearsals.push(results[at % threads]?.[Math.floor(at / threads)] ?? []);
  }
  return rehearsals.flat();
}

function threadsFor({ examples }: TrainingData): number {
  return examples.length < WORTH_THREADS ? 1 : Math.min(3, availableParallelism());
}

const plain = ({ name, options }: Step) => ({ name, options });

function rehearseInThread(order: RehearsalOrder, report: () => void): Promise<Rehearsal[][]> {
  const { promise, resolve, reject } = Promise.withResolvers<Rehearsal[][]>();
  const thread = new Worker(new URL('./rehearse-thread.ts', import.meta.url), { workerData: order });
  const results: Rehearsal[][] = [];
  thread.on('message', (rehearsals: Rehearsal[]) => {
    results.push(rehearsals);
    report();
  });
  thread.on('error', reject);
  thread.on('exit', () => resolve(results));
  return promise;
}
