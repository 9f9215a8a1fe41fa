import { fork } from 'node:child_process';
import { BotonesError, type ErrorCode } from '@botones/contract';
import type { TestMessage } from '../evaluation/answer.ts';
import type { TrainableProperty } from './training-input.ts';

/** What the child process needs of the configuration; plain data. */
export interface TrainingOrder extends TrainableProperty {
  readonly folder: string;
  readonly tests: readonly TestMessage[];
}

/** What became of it. */
export interface TrainedInChild {
  readonly seconds: number;
  /** The model is worse than the current one, which stays. */
  readonly worse: boolean;
}

/** What the child answers. */
export type TrainingResult = TrainedInChild | { readonly code: ErrorCode; readonly message: string };

/**
 * Trains in a process of its own, which gives its memory back and leaves this one free to answer.
 * @throws BotonesError when the training data or the pipeline cannot be trained
 */
export function trainInChild(order: TrainingOrder): Promise<TrainedInChild> {
  const { promise, resolve, reject } = Promise.withResolvers<TrainedInChild>();
  const child = fork(new URL('./train-child.ts', import.meta.url), [], { serialization: 'advanced' });
  let result: TrainingResult | null = null;
  child.on('message', (message) => {
    result = message as TrainingResult;
  });
  child.on('error', reject);
  // The channel closes after the last message, also when the child is killed.
  child.on('disconnect', () => {
    if (!result) reject(new Error('Training ended early'));
    else if ('seconds' in result) resolve(result);
    else reject(new BotonesError(result.code, result.message));
  });
  child.send(order);
  return promise;
}
