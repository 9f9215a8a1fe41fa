import type { Rehearsal, TrainingData, TrainingTools } from '@botones/contract';
import { forkParse } from '../parse.ts';
import type { Step } from '../pipeline.ts';
import { rehearseSteps } from './rehearse-steps.ts';

export interface TrainedSteps {
  /** One a step. */
  readonly models: unknown[];
  /** As all steps together see them; none if no step asked for rehearsals. */
  readonly rehearsals: readonly Rehearsal[];
}

/**
 * Trains the steps in order, each on what the former made of the examples. The examples' parses are filled on the way.
 */
export async function trainSteps(
  steps: readonly Step[],
  data: TrainingData,
  progress: TrainingTools['progress'],
): Promise<TrainedSteps> {
  const models: unknown[] = [];
  const start = indexOr(steps.length, steps, ({ component }) => Boolean(component.train && !component.shared));
  const end = indexOr(steps.length, steps, ({ component }) => Boolean(component.rehearses));
  let rehearsing: Promise<Rehearsal[]> | null = null;
  let rehearsals: readonly Rehearsal[] = [];
  const rehearse = async () => {
    rehearsals = await (rehearsing ?? []);
    return rehearsals;
  };
  for (const [at, { name, component }] of steps.entries()) {
    if (at === start && end < steps.length)
      rehearsing = rehearseSteps(steps.slice(start, end), forkParses(data), progress);
    progress(name, 0, 1);
    const model = await component.train?.(data, { progress, rehearse });
    models.push(model);
    for (const { parse, language } of data.examples) {
      component.process(parse, model);
      parse.language = language;
    }
    if (at >= end) for (const { parse } of await rehearse()) component.process(parse, model);
    progress(name, 1, 1);
  }
  return { models, rehearsals };
}

function indexOr(otherwise: number, steps: readonly Step[], test: (step: Step) => boolean): number {
  const found = steps.findIndex(test);
  return found < 0 ? otherwise : found;
}

function forkParses(data: TrainingData): TrainingData {
  return { ...data, examples: data.examples.map((example) => ({ ...example, parse: forkParse(example.parse) })) };
}
