import { loadConfig } from '../../../core/config/index.ts';
import { loadModel, understand } from '../../../core/nlu/index.ts';

/** The demo hotel's model and words, in memory: text → answer. */
export async function openModel(configFolder: string, modelFolder: string): Promise<(text: string) => string> {
  const [config] = loadConfig(configFolder, process.env).properties;
  if (!config) throw new Error('The configuration has no property.');
  const model = await loadModel(modelFolder, config.property.id);
  return (text) => {
    const { intent, language } = understand(model, text);
    return config.bot.responses.get(`utter_${intent}`)?.[0]?.text[language] ?? 'A person will answer you.';
  };
}
