import type { Bot, Intent, PropertyConfig } from '../config.ts';
import type { Findings } from '../findings.ts';
import { defaultIntents } from '../rasa/default-intents.ts';
import { suggest } from '../yaml/suggest.ts';
import { intentsInDialogue } from './intents-in-dialogue.ts';

/** Faults: an intent whose handler, action or response does not exist; an intent that nothing serves. */
export function checkTriggers({ bot, handlers }: PropertyConfig, findings: Findings): void {
  const servants = new Set([...handlers.map(({ name }) => name), ...actionNames(bot), ...bot.responses.keys()]);
  const scripted = intentsInDialogue(bot.dialogue);
  for (const intent of bot.intents.values()) {
    if (intent.triggers !== null) checkTrigger(intent, intent.triggers, servants, findings);
    else if (!isServed(intent.name, bot, scripted) && !findings.isFaultyBelow(intent.place)) {
      const message = `nothing serves ${intent.name}`;
      findings.fault(
        intent.place,
        message,
        `write the response utter_${intent.name}, or triggers: <handler> beside it`,
      );
    }
  }
}

function checkTrigger(intent: Intent, triggers: string, servants: ReadonlySet<string>, findings: Findings): void {
  if (servants.has(triggers) || servants.has(`utter_${triggers}`)) return;
  const meant = suggest(triggers, servants);
  const cure = `list it below handlers: in botones.yml, or write a response of that name`;
  const message = `${intent.name} triggers "${triggers}", which is no handler and no response`;
  findings.fault(intent.place, message, meant ? `did you mean "${meant}"? If not, ${cure}` : cure);
}

function isServed(intent: string, bot: Bot, scripted: ReadonlySet<string>): boolean {
  const base = intent.split('/')[0] ?? intent;
  return (
    defaultIntents.has(intent) || bot.responses.has(`utter_${intent}`) || scripted.has(intent) || scripted.has(base)
  );
}

function actionNames({ dialogue }: Bot): string[] {
  const actions = dialogue.actions.flatMap(({ value }) =>
    typeof value === 'object' && value !== null ? Object.keys(value) : [String(value)],
  );
  return [...actions, ...dialogue.forms.keys()];
}
