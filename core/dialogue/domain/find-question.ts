import type { Domain, Form } from './domain.ts';

/** The action or response that asks for a slot: the form's own before the general one, an action before a response. */
export function findQuestion(form: Form, slot: string, { userActions, responses }: Domain): string | null {
  const names = [
    `action_ask_${form.name}_${slot}`,
    `utter_ask_${form.name}_${slot}`,
    `action_ask_${slot}`,
    `utter_ask_${slot}`,
  ];
  return names.find((name) => userActions.has(name) || responses.has(name)) ?? null;
}
