import { createInterface } from 'node:readline/promises';
import { textOf } from '@botones/contract';
import { nothingDone, type RunCustomAction } from '../../dialogue/actions/action-result.ts';
import { actionContext } from '../../dialogue/actions/run-action.ts';
import { hear } from '../../dialogue/engine/hear.ts';
import { runTurn } from '../../dialogue/engine/run-turn.ts';
import { type Project, readProject } from '../../dialogue/project/read-project.ts';
import { say } from '../../dialogue/say.ts';
import { actionsOf } from './custom-actions.ts';
import { findModel, openEars } from './open-ears.ts';
import { plainProperty } from './plain-property.ts';
import { print, printFindings } from './print.ts';

/** Talks to the project's bot, a line at a time, until the input ends. */
export async function chat(folder: string, { models }: { readonly models: string }): Promise<void> {
  const project = readProject(folder, process.env);
  if (!printFindings(project)) {
    process.exitCode = 1;
    return;
  }
  const model = await findModel(project, models);
  if (model === null) print('there is no trained model: only /intent{"entity": "value"} is understood');
  const ears = openEars(project, model);
  const context = actionContext(project.engine, customActions(project));
  const property = plainProperty(project.name, project.config.language);
  let tracker = project.engine.begin();
  let seed = 0;
  for await (const text of createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' })) {
    const at = Temporal.Now.instant().toString();
    const turn = await runTurn(tracker, { type: 'user', text, understanding: hear(text, ears), at }, context);
    tracker = turn.tracker;
    seed++;
    const voice = { bot: project.bot, property, language: project.config.language, channel: 'cmdline', seed };
    for (const reply of turn.replies) {
      const parts = say(reply, { ...voice, slots: tracker.memory.slots });
      if (parts === null && 'response' in reply) print(`(there is no response ${reply.response})`);
      else print(textOf(parts ?? []));
    }
    if (turn.brokenOff) print(`(the turn did not end: ${turn.actions.join(', ')})`);
  }
}

/** On the project's action server where it names one; otherwise it is only told what would run. */
function customActions(project: Project): RunCustomAction {
  const { actionEndpoint } = project;
  const run =
    actionEndpoint === null
      ? async (name: string) => {
          print(`(${name})`);
          return nothingDone;
        }
      : actionsOf(project, actionEndpoint)('chat');
  return async (name, tracker) => {
    try {
      return await run(name, tracker);
    } catch (error) {
      // A rejection is an answer, not a failure.
      if (!(error instanceof Error) || error.name === 'ActionRejected') throw error;
      print(`(${name} failed: ${error.message})`);
      return nothingDone;
    }
  };
}
