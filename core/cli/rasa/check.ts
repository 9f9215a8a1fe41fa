import { readProject } from '../../dialogue/project/read-project.ts';
import { plural, print, printFindings } from './print.ts';

/** Prints faults and warnings, then what the project has; exit code 1 when there are faults. */
export function check(folder: string): void {
  const project = readProject(folder, process.env);
  const isSound = printFindings(project);
  const { bot, engine, tests } = project;
  const { dialogue } = bot;
  print(
    [
      plural(bot.intents.size, 'intent'),
      plural(bot.examples.length, 'example'),
      plural(bot.responses.size, 'response'),
      plural(engine.domain.forms.size, 'form'),
      plural(dialogue.rules.length, 'rule'),
      plural(dialogue.stories.length, 'story', 'stories'),
      plural(tests.length, 'test story', 'test stories'),
    ].join(', '),
  );
  if (isSound) return;
  print(plural(project.faults.length, 'fault'));
  process.exitCode = 1;
}
