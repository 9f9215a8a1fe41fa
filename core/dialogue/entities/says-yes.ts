import { grammarOf } from './grammars.ts';
import { Reader } from './reader.ts';

/** Words of a yes or a no; longer messages say more than that. */
const longest = 5;

/** True for "yes, cancel it", false for "no, leave it", null for what is neither, asks something, or takes it back. */
export function saysYes(text: string, language: string): boolean | null {
  const reader = new Reader(text, grammarOf(language));
  const { yes, no, but } = reader.grammar;
  const words = Array.from({ length: reader.length }, (_, at) => reader.word(at));
  const said = words.filter((word) => /\p{L}/u.test(word));
  const [first = '', ...rest] = said;
  if (said.length > longest || words.includes('?') || rest.some((word) => but.includes(word))) return null;
  if (yes.includes(first)) return rest.some((word) => no.includes(word)) ? null : true;
  return no.includes(first) ? false : null;
}
