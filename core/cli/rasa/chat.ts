import { createInterface } from 'node:readline/promises';
import { textOf } from '@botones/contract';
import { nothingDone, type RunCustomAction } from '../../dialogue/actions/action-result.ts';
import { actionServer } from '../../dialogue/actions/action-server.ts';
import { actionContext } from '../../dialogue/actions/run-action.ts';
import { type Ears, hear } from '../../dialogue/engine/hear.ts';
import { runTurn } from '../../dialogue/engine/run-turn.ts';
import { type Project, readProject } from '../../dialogue/project/read-project.ts';
import { say } from '../../dialogue/say.ts';
import { loadModel, understand } from '../../nlu/index.ts';
import { plainProperty } from './plain-property.ts';
import { print, printFindings } from './print.ts';

/** Talks to the project's bot, a line at a time, until the input ends. */
export async function chat(folder: string, { models }: { readonly models: string }): Promise<void> {
  const project = readProject(folder, process.env);
  if (!printFindings(project)) {
    process.exitCode = 1;
    return;
  }
  const ears = await openEars(project, models);
  const context = actionContext(project.engine, customActions(project));
  const property = plainProperty(project.name, project.config.language);
  let tracker = project.engine.begin();
  let seed = 0;
  for await (const text of createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' })) {
    const message = {
      type: 'user',
      text,
      understanding: hear(text, ears),
      at: Temporal.Now.instant().toString(),
    } as const;
    const turn = await runTurn(tracker, message, context);
    tracker = turn.tracker;
    seed++;
    const voice = { bot: project.bot, property, language: project.config.language, channel: 'cmdline', seed };
    const parts = turn.replies.flatMap((reply) => say(reply, { ...voice, slots: tracker.memory.slots }) ?? []);
    print(textOf(parts));
    if (turn.brokenOff) print(`(the turn did not end: ${turn.actions.join(', ')})`);
  }
}

async function openEars({ name, engine, config }: Project, models: string): Promise<Ears> {
  const model = await loadModel(models, name).catch(() => null);
  if (model === null) print('there is no trained model: only /intent{"entity": "value"} is understood');
  return {
    domain: engine.domain,
    thresholds: config.fallback,
    understand: (text) =>
      model === null
        ? { intent: null, confidence: 0, entities: [] }
        : understand(model, text, { language: config.language }),
  };
}

/** On the project's action server where it names one; otherwise it is only told what would run. */
function customActions({ actionUrl }: Project): RunCustomAction {
  if (actionUrl === null) {
    return async (name) => {
      print(`(${name})`);
      return nothingDone;
    };
  }
  const post = async (body: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(actionUrl, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    return { status: response.status, body: await response.json() };
  };
  return actionServer(post, 'chat');
}
