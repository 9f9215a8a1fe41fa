import { BotonesError } from '@botones/contract';
import { setCurrent } from '../model/model-folder.ts';
import { saveModel } from '../model/save-model.ts';
import type { TrainingOrder, TrainingResult } from './ensure-model.ts';
import { train } from './train.ts';

/** Trains what the parent process orders, and answers with the seconds it took or with the fault. */
process.once('message', async (message) => {
  answer(await fulfil(message as TrainingOrder));
});

async function fulfil(order: TrainingOrder): Promise<TrainingResult> {
  try {
    const { model, seconds } = await train(order.bot, order);
    const name = await saveModel(model, order.folder);
    await setCurrent(order.folder, order.property, name);
    return { seconds };
  } catch (error) {
    if (!(error instanceof BotonesError)) throw error;
    return { code: error.code, message: error.message };
  }
}

function answer(result: TrainingResult): void {
  process.send?.(result, undefined, undefined, () => process.disconnect?.());
}
