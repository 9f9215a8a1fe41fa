import { actionContext } from '../../dialogue/actions/run-action.ts';
import { hear } from '../../dialogue/engine/hear.ts';
import { runTurn } from '../../dialogue/engine/run-turn.ts';
import type { Project } from '../../dialogue/project/read-project.ts';
import { play } from '../../dialogue/testing/play.ts';
import { abbreviate, understudy } from '../../dialogue/testing/understudy.ts';
import type { Replay } from '../../dialogue/testing/verdict.ts';
import { train } from '../../nlu/index.ts';
import { actionsOf, answers } from './custom-actions.ts';
import { findModel, openEars } from './open-ears.ts';
import { print } from './print.ts';

/**
 * Plays a project's test stories with its trained model and its real actions. Without a model one is trained for the run;
 * without an action server custom actions do what the stories say.
 */
export async function playProject(project: Project, models: string): Promise<Replay[]> {
  const { engine, bot, config, name, actionEndpoint } = project;
  const saved = await findModel(project, models);
  if (saved === null) print(`there is no model of ${name} in ${models}: one is trained for this run`);
  const isTrainable = bot.examples.length > 0;
  const model =
    saved ?? (isTrainable ? (await train(bot, { property: name, languages: [config.language] })).model : null);
  const ears = openEars(project, model);
  const server = actionEndpoint !== null && (await answers(actionEndpoint)) ? actionEndpoint : null;
  const actions = server && actionsOf(project, server);
  if (actions === null) print('no action server answers: custom actions do what the stories say');
  const replays: Replay[] = [];
  for (const path of project.tests) {
    let tracker = engine.begin();
    const replay = await play(path, engine.domain, async (message, script) => {
      const custom = actions === null ? understudy(script) : actions(path.name);
      // Without words there is nothing to understand: the story says what was meant.
      const heard = message.text === null ? message.understanding : hear(message.text, ears);
      const context = abbreviate(actionContext(engine, custom), script);
      const turn = await runTurn(tracker, { ...message, understanding: heard }, context);
      tracker = turn.tracker;
      return { heard, events: turn.events, tracker };
    });
    replays.push(replay);
  }
  return replays;
}
