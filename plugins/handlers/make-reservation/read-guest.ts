import type { Guest } from '@botones/contract';

/** Words with which people say who they are. */
const leadIn =
  /^(?:(?:hola|hello|hi|s[ií]|yes|es|it'?s|claro|sure|vale|ok)[,.\s]+)*(?:(?:me llamo|mi nombre es|el nombre es|yo soy|soy|a nombre de|al nombre de|my name is|the name is|name is|i am|i'm|this is|under the name of|under)\s+)?/iu;
const name = /^\p{L}[\p{L}\p{M}'’.-]*(?:\s+\p{L}[\p{L}\p{M}'’.-]*){1,5}$/u;

/** Words that make a sentence, and are nobody's name. */
const noNames = new Set(
  'quiero quisiera queria reservar reserva reservo habitacion habitaciones para por favor que como cuando donde cuanto puedo puede tiene tienen hay no si una un want to the book booking it room rooms please how what when where can could would like you is are yes there have need'.split(
    ' ',
  ),
);

/** `Ana García` of "me llamo Ana García"; null for what is no first and last name. */
export function readName(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const said = text
    .trim()
    .replace(leadIn, '')
    .replace(/[\s.,;!]+$/u, '')
    .replaceAll(/\s+/gu, ' ');
  const words = said.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().split(' ');
  return said.length <= 100 && name.test(said) && !words.some((word) => noNames.has(word)) ? said : null;
}

/** First word first, the rest last; a mail address or a phone number in E.164 as far as it can be told. */
export function toGuest(fullName: string, contact: string, phonePrefix = ''): Guest {
  const [firstName = '', ...last] = fullName.split(' ');
  const digits = contact.replaceAll(/[^\d+]/g, '').replace(/^00/, '+');
  const phone = digits.startsWith('+') ? digits : `${phonePrefix}${digits}`;
  const reach = contact.includes('@') ? { email: contact } : { phone };
  return { firstName, lastName: last.join(' '), ...reach };
}
