import { BotonesError } from '@botones/contract';
import { adoptModel } from './adopt-model.ts';
import { train } from './train.ts';
import type { TrainingOrder, TrainingResult } from './train-in-child.ts';

/** Trains what the parent process orders, and answers with what became of it or with the fault. */
process.once('message', async (message) => {
  answer(await fulfil(message as TrainingOrder));
});

async function fulfil(order: TrainingOrder): Promise<TrainingResult> {
  const { bot, property, pipeline } = order;
  try {
    const trained = await train(bot, { property: property.id, languages: property.languages, pipeline });
    const { worse } = await adoptModel(order, trained, { ...order, force: false });
    return { seconds: trained.seconds, worse };
  } catch (error) {
    if (!(error instanceof BotonesError)) throw error;
    return { code: error.code, message: error.message };
  }
}

function answer(result: TrainingResult): void {
  process.send?.(result, undefined, undefined, () => process.disconnect?.());
}
