import type { BotonesError } from '@botones/contract';

/** What a promise is rejected with; fails when it is not. */
export async function rejection(promise: Promise<unknown>): Promise<BotonesError> {
  try {
    await promise;
  } catch (error) {
    return error as BotonesError;
  }
  throw new Error('It was expected to fail.');
}
