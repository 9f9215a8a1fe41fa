/** Before figures, no part of a reference. */
const plain =
  /^(?:es|la|el|mi|is|it|the|my|no|num|n[uú]mero|number|reserva|referencia|localizador|booking|reference|ref|code|c[oó]digo|room|del|de)$/iu;
const apart = /(?<![\p{L}\d])(\p{L}{2,6})\s*[\s–-]\s*(\d{2,})(?![\p{L}\d])/u;
/** As some systems make them: nine letters, and no figure. */
const letters = /^[a-z]{9}$/iu;
const named = /\b(?:is|es|reference|referencia|booking|reserva|code|c[oó]digo|number|n[uú]mero)\b[\s:]*$/iu;

/**
 * `SV-48213` of "my reference is sv-48213" and of "sv 48213": the last word with a figure in it. Else a word of nine letters,
 * where it stands alone, in capitals among others, or behind what it is called. Null where there is none.
 */
export function readReference(said: unknown): string | null {
  const text = String(said ?? '').trim();
  const [, before, figures] = apart.exec(text) ?? [];
  if (before !== undefined && !plain.test(before)) return `${before}-${figures}`.toUpperCase();
  const words = text.match(/[\p{L}\d][\p{L}\d_-]*/gu) ?? [];
  const figured = words.findLast((word) => /\d/.test(word));
  const isShouted = text === text.toUpperCase();
  const lettered = words.findLast((word) => {
    if (!letters.test(word)) return false;
    const isCapital = word === word.toUpperCase() && !isShouted;
    return words.length === 1 || isCapital || named.test(text.slice(0, text.lastIndexOf(word)));
  });
  return (figured ?? lettered)?.toUpperCase() ?? null;
}

const leadIn =
  /^.*(?:apellidos? (?:es|son)|a nombre de|me llamo|\bsoy|last name is|surname is|name is|in the name of|under the name of|\bi am|\bi'm)\s+/iu;

/** `García López` of "a nombre de García López". Null where nothing is left. */
export function readLastName(said: unknown): string | null {
  const name = String(said ?? '')
    .trim()
    .replace(leadIn, '')
    .replace(/[\s.,;!?]+$/u, '');
  return /\p{L}/u.test(name) && name.length <= 100 ? name : null;
}

/** The name that somebody gives unasked, beside the reference: "booking KRTA-4827 in the name of Smith". */
export function readNameBeside(text: string): string | null {
  return leadIn.test(text) && !/\d/.test(text.replace(leadIn, '')) ? readLastName(text) : null;
}

/** Of those who have neither name nor reference. */
const unknowing =
  /(?<!\p{L})(?:no|ni|idea|s[eé]|tengo|know|don.?t|help|ayuda|what|which|qu[eé]|cu[aá]l|nada|none|nothing|not)(?!\p{L})/iu;

/** `Rodríguez` of "Rodríguez", said again where the reference was asked for once more; null for what is no name alone. */
export function readNameAlone(said: unknown): string | null {
  const text = String(said ?? '').trim();
  const isName = /^\p{L}[\p{L}\p{M}'’-]+(?:\s+\p{L}[\p{L}\p{M}'’-]+){0,3}$/u.test(text);
  const isCode = text === text.toUpperCase() && readReference(text) !== null;
  return isName && !isCode && !unknowing.test(text) ? text : null;
}

/** Names tried of one answer: people give their first name, too, and only they know where the last one begins. */
const mostTries = 4;

/** `Ana García López`, `García López`, `López`. */
export function lastNamesIn(said: string): string[] {
  const words = said.split(/\s+/u);
  return words.slice(0, mostTries).map((_, at) => words.slice(at).join(' '));
}
