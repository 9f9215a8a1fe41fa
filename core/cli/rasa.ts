import { Command } from 'commander';
import { fail } from './fail.ts';
import { chat } from './rasa/chat.ts';
import { check } from './rasa/check.ts';
import { test } from './rasa/test.ts';
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
  .description('plays the test stories')
  .option('--live', 'as a running bot would play them', false)
  .option('--out <folder>', 'where the reports go', 'results')
  .action((folder: string, options: { live: boolean; out: string }) => test(folder, options));

program
  .command('chat <folder>')
  .description('talks to the bot on the terminal; /intent{"entity": "value"} skips the language model')
  .option('--models <folder>', 'where models are kept', 'nlp-models')
  .action((folder: string, options: { models: string }) => chat(folder, options));

program.parseAsync().catch(fail);
