import { Command } from 'commander';
import { fail } from './fail.ts';
import { chat } from './rasa/chat.ts';
import { check } from './rasa/check.ts';
import { type TestOptions, test } from './rasa/test.ts';
import { train } from './rasa/train.ts';

/** `npm run rasa -- <command> <folder>`: runs a Rasa project where it lies. */
const program = new Command('rasa').description('Runs a Rasa project where it lies.');

program
  .command('check <folder>')
  .description('reads everything and tells what is wrong')
  .action((folder: string) => check(folder));

program
  .command('train <folder>')
  .description('checks, then trains the language model')
  .option('--models <folder>', 'where models are kept', 'nlp-models')
  .action((folder: string, options: { models: string }) => train(folder, options));

program
  .command('test <folder>')
  .description('plays the test stories of a Rasa project, or of a hotel')
  .option('--live', 'as a running bot would play them', false)
  .option('--real', 'with the trained model, real actions and forms; what is outside is faked', false)
  .option('--models <folder>', 'where models are kept', process.env.BOTONES_MODELS || 'nlp-models')
  .option('--now <instant>', 'the clock of a hotel: 2031-05-07T10:00:00Z')
  .option('--out <folder>', 'where the reports go', 'results')
  .option('--successes', 'also writes the stories that passed', false)
  .option('--no-errors', 'does not write the stories that failed')
  .action((folder: string, options: TestOptions) => test(folder, options));

program
  .command('chat <folder>')
  .description('talks to the bot on the terminal; /intent{"entity": "value"} skips the language model')
  .option('--models <folder>', 'where models are kept', 'nlp-models')
  .action((folder: string, options: { models: string }) => chat(folder, options));

program.parseAsync().catch(fail);
