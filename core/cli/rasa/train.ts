import { readProject } from '../../dialogue/project/read-project.ts';
import { saveModel, setCurrent, train as trainModel } from '../../nlu/index.ts';
import { print, printFindings } from './print.ts';

/** Checks the project and trains its language model; exit code 1 when the project has faults. */
export async function train(folder: string, { models }: { readonly models: string }): Promise<void> {
  const project = readProject(folder, process.env);
  if (!printFindings(project)) {
    process.exitCode = 1;
    return;
  }
  const { bot, config, name } = project;
  if (bot.examples.length === 0) {
    print('there are no examples to train with; rules and stories are ready');
    return;
  }
  const { model, seconds } = await trainModel(bot, { property: name, languages: [config.language] });
  const saved = await saveModel(model, models);
  await setCurrent(models, name, saved);
  print(`${bot.examples.length} examples trained in ${seconds.toFixed(1)} s: ${models}/${name}/${saved}`);
}
