import type { Parse, Rehearsal, TrainingData } from '@botones/contract';
import { forkParse } from '../parse.ts';
import type { Step } from '../pipeline.ts';
import type { Fold } from './folds.ts';

/**
 * Trains the steps without what the fold holds back, and lets them parse that.
 * @param data with parses as the steps before the first of `steps` left them
 */
export async function rehearseFold(steps: readonly Step[], data: TrainingData, fold: Fold): Promise<Rehearsal[]> {
  const examplesOf = (indexes: readonly number[]) => indexes.flatMap((index) => data.examples[index] ?? []);
  const learned = examplesOf(fold.learned).map((example) => ({ ...example, parse: forkParse(example.parse) }));
  const models: unknown[] = [];
  for (const { name, component } of steps) {
    const lesson = { ...data, examples: learned };
    const model = await component.train?.(lesson, { progress: () => {}, rehearse: () => refuse(name) });
    for (const { parse } of learned) component.process(parse, model);
    models.push(model);
  }
  const process = (parse: Parse) => {
    const fork = forkParse(parse);
    for (const [at, { component }] of steps.entries()) component.process(fork, models[at]);
    return fork;
  };
  return [
    ...examplesOf(fold.known).map(({ parse, intent }) => ({ parse: process(parse), intent })),
    ...examplesOf(fold.strangers).map(({ parse }) => ({ parse: process(parse), intent: null })),
  ];
}

/** A calibrator stands behind every component that it calibrates, so none is ever part of a rehearsal. */
function refuse(name: string): never {
  throw new Error(`The component "${name}" rehearses inside a rehearsal`);
}
