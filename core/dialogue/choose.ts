import type { Choice } from '@botones/contract';

/**
 * The choice that a typed answer means: its label, its number, or words that only one label has
 * ("the sea room", "la de vistas al mar"). Null when the words fit none or several: then they are a message like any other.
 */
export function choose(text: string, offered: readonly Choice[]): Choice | null {
  if (offered.length === 0) return null;
  const typed = normalise(text);
  // The label first: among the choices 2, 3 and 4 a typed "3" is the label, not the third.
  const exact = offered.filter((choice) => normalise(choice.title) === typed);
  if (exact.length === 1) return exact[0] ?? null;
  const number =
    /^(?:(?:la|el|the|opcion|option|number|numero|n)\s*)*(\d{1,2})(?:\s*(?:please|por favor|gracias|thanks|thank you|bitte))?$/.exec(
      typed,
    )?.[1];
  if (number !== undefined) return offered[Number(number) - 1] ?? null;
  const [place, ...more] = typed.split(' ').filter((word) => !fillers.has(word));
  const ordinal = more.length === 0 ? ordinals.findIndex((words) => words.includes(place ?? '')) : -1;
  return ordinal < 0 ? byWords(typed, offered) : (offered[ordinal] ?? null);
}

/** Every word that tells something must stand in the label, and in that label only. */
function byWords(typed: string, offered: readonly Choice[]): Choice | null {
  const words = typed.split(' ').filter((word) => word.length > 1 && !fillers.has(word));
  if (words.length === 0 || words.length > 6) return null;
  const fitting = offered.filter((choice) => {
    const label = new Set(normalise(`${choice.title} ${choice.description ?? ''}`).split(' '));
    return words.every((word) => label.has(word));
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** Letters and numbers alone; a label of nothing but signs (👍) as it is. */
function normalise(text: string): string {
  const words = text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words || text.trim();
}

/** "The second one", "la segunda": by their places, from the first. */
const ordinals: readonly (readonly string[])[] = [
  ['first', '1st', 'primera', 'primero'],
  ['second', '2nd', 'segunda', 'segundo'],
  ['third', '3rd', 'tercera', 'tercero'],
  ['fourth', '4th', 'cuarta', 'cuarto'],
  ['fifth', '5th', 'quinta', 'quinto'],
  ['sixth', '6th', 'sexta', 'sexto'],
];

const fillers = new Set(
  'the a an one with please i want take prefer would like that this room option of la el los las un una uno con de del por favor quiero prefiero esa ese esta este habitacion opcion al'.split(
    ' ',
  ),
);
