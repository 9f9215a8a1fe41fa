export { checkOptions } from './check-options.ts';
export type * from './config.ts';
export { ConfigError, formatFault } from './config-error.ts';
export { Findings } from './findings.ts';
export { loadConfig } from './load-config.ts';
export { defaultIntents } from './rasa/default-intents.ts';
export { parseBot } from './rasa/parse-bot.ts';
export { checkShape } from './yaml/check-shape.ts';
export { readYaml } from './yaml/read-yaml.ts';
