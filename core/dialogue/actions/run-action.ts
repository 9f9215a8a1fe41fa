import type { Engine } from '../engine/engine.ts';
import { runForm } from '../forms/run-form.ts';
import type { Tracker } from '../tracking/tracker.ts';
import type { ActionContext } from './action-context.ts';
import type { ActionResult, RunCustomAction } from './action-result.ts';
import { runDefault } from './default-actions.ts';

/** Everything that can be done, by name: what the bot lists itself comes first, so it may override a default action. */
export function actionContext(engine: Engine, custom: RunCustomAction): ActionContext {
  const context: ActionContext = {
    engine,
    custom,
    run: (name, tracker) => runAction(name, tracker, context),
  };
  return context;
}

async function runAction(name: string, tracker: Tracker, context: ActionContext): Promise<ActionResult> {
  const { userActions, forms, responses } = context.engine.domain;
  const form = forms.get(name);
  if (form !== undefined) return runForm(form, tracker, context);
  if (userActions.has(name) && !name.startsWith('utter_')) return context.custom(name, tracker);
  const builtIn = Object.hasOwn(runDefault, name) ? runDefault[name] : undefined;
  if (builtIn !== undefined) return builtIn(tracker, context);
  const response = [name, selected(tracker)].find((one) => one !== null && responses.has(one));
  if (response) return { replies: [{ response }], events: [] };
  return context.custom(name, tracker);
}

/** The response of a retrieval intent: `utter_faq/ask_wifi`. */
function selected({ memory }: Tracker): string | null {
  const key = memory.message?.understanding.selected;
  return key === undefined ? null : `utter_${key}`;
}
