import type { Bot, Intent } from '../../config/config.ts';
import type { Domain } from '../domain/domain.ts';
import { formOf } from './names.ts';

/** A handler as far as the dialogue must know it. */
export interface ServingHandler {
  readonly name: string;
  /** What it must know before it runs. */
  readonly slots?: readonly string[];
  /** Of these those for which it asks itself. */
  readonly asks?: readonly string[];
  /** It looks at the answers of its form. */
  readonly checks?: boolean;
}

/** An intent, and what is done when a guest has it. */
export interface Served {
  readonly intent: Intent;
  readonly handler: ServingHandler | null;
  /** A form, which asks before it leads on, or an action, which answers. */
  readonly form: string | null;
  readonly action: string | null;
}

/** Every intent that something serves: a handler, a response, an action or a form of its own. */
export function findServed(
  bot: Pick<Bot, 'intents'>,
  handlers: readonly ServingHandler[],
  { forms, responses, userActions }: Pick<Domain, 'forms' | 'responses' | 'userActions'>,
): Served[] {
  return [...bot.intents.values()].flatMap((intent): Served[] => {
    const name = intent.triggers ?? `utter_${intent.name}`;
    const handler = handlers.find((one) => one.name === name) ?? null;
    if (handler !== null) {
      const asks = (handler.slots?.length ?? 0) > 0;
      return [{ intent, handler, form: asks ? formOf(name) : null, action: asks ? null : name }];
    }
    if (forms.has(name)) return [{ intent, handler, form: name, action: null }];
    const action = [name, `utter_${name}`].find((one) => responses.has(one) || userActions.has(one));
    return action === undefined ? [] : [{ intent, handler, form: null, action }];
  });
}
