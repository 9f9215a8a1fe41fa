import type { Parse, Rehearsal, TrainingData, TrainingTools } from '@botones/contract';
import { forkParse } from '../parse.ts';
import type { Step } from '../pipeline.ts';
import { planFolds } from './folds.ts';

/**
 * Trains the steps once a fold without what the fold holds back, and lets them parse that.
 * @param data with parses as the steps before the first of `steps` left them
 */
export async function rehearseSteps(
  steps: readonly Step[],
  data: TrainingData,
  progress: TrainingTools['progress'],
): Promise<Rehearsal[]> {
  const rehearsals: Rehearsal[] = [];
  const folds = planFolds(data.examples.map(({ intent }) => intent));
  for (const [turn, { learned, known, strangers }] of folds.entries()) {
    const process = await trainOn(steps, data, learned);
    for (const index of known)
      rehearsals.push({ parse: process(parseOf(data, index)), intent: data.examples[index]?.intent ?? null });
    for (const index of strangers) rehearsals.push({ parse: process(parseOf(data, index)), intent: null });
    progress('rehearsal', turn + 1, folds.length);
  }
  return rehearsals;
}

async function trainOn(
  steps: readonly Step[],
  data: TrainingData,
  learned: readonly number[],
): Promise<(parse: Parse) => Parse> {
  const examples = learned.flatMap((index) => {
    const example = data.examples[index];
    return example ? [{ ...example, parse: forkParse(example.parse) }] : [];
  });
  const models: unknown[] = [];
  for (const { name, component } of steps) {
    const model = await component.train?.({ ...data, examples }, { progress: () => {}, rehearse: () => refuse(name) });
    for (const { parse } of examples) component.process(parse, model);
    models.push(model);
  }
  return (parse) => {
    const fork = forkParse(parse);
    for (const [at, { component }] of steps.entries()) component.process(fork, models[at]);
    return fork;
  };
}

/** A calibrator stands behind every component that it calibrates, so none is ever part of a rehearsal. */
function refuse(name: string): never {
  throw new Error(`The component "${name}" rehearses inside a rehearsal`);
}

function parseOf(data: TrainingData, index: number): Parse {
  return (data.examples[index] as TrainingData['examples'][number]).parse;
}
