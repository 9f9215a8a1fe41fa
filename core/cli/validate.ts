import type { PropertyConfig } from '../config/index.ts';
import { type Config, ConfigError, type Fault, Findings, formatFault, loadConfig } from '../config/index.ts';
import { checkDialogue } from '../pipeline/check-dialogue.ts';
import { checkPlugins } from '../plugins.ts';
import { fail } from './fail.ts';
import { readArguments } from './read-arguments.ts';

const usage = `Tells every fault of the configuration, one a line; exit code 1 when there are any:

  npm run validate [-- <folder>]

Without a folder: BOTONES_CONFIG, or config.`;

const { positionals } = readArguments(usage, { allowPositionals: true });
const folder = positionals[0] ?? (process.env.BOTONES_CONFIG || 'config');

try {
  const config = loadConfig(folder, process.env);
  const dialogue = new Findings();
  for (const property of config.properties) await checkDialogue(property, process.cwd(), dialogue);
  const faults = [...(await checkPlugins(config, process.cwd())), ...dialogue.faults];
  const warnings = [...config.warnings, ...dialogue.warnings];
  if (faults.length > 0) throw new ConfigError(faults, warnings);
  printWarnings(warnings);
  for (const property of config.properties)
    print(`${nameOf(property, config)}configuration is sound: ${count(property)}`);
} catch (error) {
  if (!(error instanceof ConfigError)) fail(error);
  printWarnings(error.warnings);
  error.faults.map(formatFault).forEach(print);
  print(plural(error.faults.length, 'fault'));
  process.exitCode = 1;
}

function printWarnings(warnings: readonly Fault[]): void {
  for (const warning of warnings) print(`warning  ${formatFault(warning)}`);
}

function nameOf({ property }: PropertyConfig, { properties }: Config): string {
  return properties.length > 1 ? `${property.id}: ` : '';
}

function count({ property, bot }: PropertyConfig): string {
  const perLanguage = property.languages.map(
    (language) => `${language} ${bot.examples.filter((example) => example.language === language).length}`,
  );
  return [
    plural(bot.intents.size, 'intent'),
    `${plural(bot.examples.length, 'example')} (${perLanguage.join(', ')})`,
    plural(bot.responses.size, 'response'),
  ].join(', ');
}

function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
