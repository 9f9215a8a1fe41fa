import type { Rehearsal, TrainingData, TrainingTools } from '@botones/contract';
import { forkParse } from '../parse.ts';
import type { Step } from '../pipeline.ts';
import { rehearseSteps } from './rehearse-steps.ts';

/**
 * Trains the steps in order, each on what the former made of the examples; one model a step comes back. The
 * examples' parses are filled on the way.
 */
export async function trainSteps(
  steps: readonly Step[],
  data: TrainingData,
  progress: TrainingTools['progress'],
): Promise<unknown[]> {
  const models: unknown[] = [];
  const start = firstIntentStep(steps);
  let lesson = data;
  let rehearsals: Rehearsal[] | null = null;
  for (const [at, { name, component }] of steps.entries()) {
    if (at === start) lesson = forkParses(data);
    const rehearse = async () => {
      rehearsals ??= await rehearseSteps(steps.slice(start, at), lesson, progress);
      return rehearsals;
    };
    progress(name, 0, 1);
    const model = await component.train?.(data, { progress, rehearse });
    models.push(model);
    for (const { parse, language } of data.examples) {
      component.process(parse, model);
      parse.language = language;
    }
    for (const { parse } of rehearsals ?? []) component.process(parse, model);
    progress(name, 1, 1);
  }
  return models;
}

/** Until here the steps learn nothing about intents, so rehearsals share what they did. */
function firstIntentStep(steps: readonly Step[]): number {
  const first = steps.findIndex(({ component }) => component.train && !component.shared);
  return first < 0 ? steps.length : first;
}

function forkParses(data: TrainingData): TrainingData {
  return { ...data, examples: data.examples.map((example) => ({ ...example, parse: forkParse(example.parse) })) };
}
