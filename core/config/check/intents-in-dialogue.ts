import type { DialogueSource } from '../config.ts';

/** Intents that rules, stories, forms or slots mention: what becomes of them is the dialogue engine's to say. */
export function intentsInDialogue({ rules, stories, forms, slots }: DialogueSource): Set<string> {
  const found = new Set<string>();
  for (const { value } of [...rules, ...stories, ...forms.values(), ...slots.values()]) collect(value, found);
  return found;
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, below] of Object.entries(value)) {
    if (key === 'intent') for (const name of [below].flat()) found.add(String(name));
    else collect(below, found);
  }
}
