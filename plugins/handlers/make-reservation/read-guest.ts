import type { Guest } from '@botones/contract';

/** Words with which people say who they are. */
const leadIn =
  /^(?:(?:hola|hello|hi|s[ií]|yes|es|it'?s|claro|sure|vale|ok)[,.\s]+)*(?:(?:me llamo|mi nombre es|el nombre es|yo soy|soy|a nombre de|al nombre de|my name is|the name is|name is|i am|i'm|this is|under the name of|under)\s+)?/iu;
const name = /^\p{L}[\p{L}\p{M}'’.-]*(?:\s+\p{L}[\p{L}\p{M}'’.-]*){1,5}$/u;

/** Words that make a sentence, and are nobody's name. */
const noNames = new Set(
  'quiero quisiera queria reservar reserva reservo habitacion habitaciones para por favor que como cuando donde cuanto puedo puede tiene tienen hay no si una un want to the book booking it room rooms please how what when where can could would like you is are yes there have need mi nombre mio mia mismo misma yo mine my name me myself same'.split(
    ' ',
  ),
);

/** `Ana García` of "me llamo Ana García"; null for what is no first and last name. */
export function readName(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const said = withoutContact(text)
    .replace(leadIn, '')
    .replace(/[\s.,;!]+$/u, '')
    .replace(/[\s,]+(?:por favor|porfa|mejor|gracias|please|thanks|instead)$/iu, '')
    .replaceAll(/\s+/gu, ' ');
  const words = said.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().split(' ');
  return said.length <= 100 && name.test(said) && !words.some((word) => noNames.has(word)) ? said : null;
}

/** A mail address or a telephone number, with the words that lead to it: "and my e-mail is ana@example.com". */
const contact =
  /[\s,;.(–-]*(?:(?:y|e|and|with|con)\s+)?(?:(?:mi|el|my|the)\s+)?(?:(?:correo(?: electr[oó]nico)?|e-?mail|mail|tel[eé]fono|tel|m[oó]vil|phone|mobile|n[uú]mero|number|contacto|contact)\b\.?\s*(?:number\s*)?)?(?:es|is)?[\s:]*(?:<?[^\s<>@,;]+@[^\s<>,;]+>?|\+?\(?\d[\d\s().-]{6,}\d)[\s).,;]*/giu;

/** "Ana López" of "Ana López, ana@example.com". */
export function withoutContact(text: string): string {
  return text.replace(contact, ' ').trim();
}

const renames =
  /(?:me llamo|mi nombre es|el nombre es|el nombre correcto es|a nombre de|my name is|the name is|name should be|under the name of)\s+(.+)$/iu;

/** The name in "sorry, my name is Rob Smith", said where nobody asks for one; null where there is none. */
export function readNewName(text: string): string | null {
  return readName(renames.exec(text.trim())?.[1]);
}

/** Second given names: "María José García" has two. */
const givenToo = new Set(
  'jose maria luis carlos antonio manuel angel jesus javier francisco miguel alberto enrique fernando ignacio pablo ramon rafael alejandro eduardo isabel carmen teresa pilar dolores angeles rosario mercedes luisa cristina victoria elena eugenia belen paz mar ann anne jane paul pierre'.split(
    ' ',
  ),
);

/** Words of a full name that are given names. */
function countGiven(words: readonly string[]): number {
  const plain = words.map((word) => word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase());
  const of = plain[1] === 'del' || plain[1] === 'de' ? 2 : 1;
  return words.length > of + 1 && givenToo.has(plain[of] ?? '') ? of + 1 : 1;
}

/** Given names first, the rest last; a mail address or a phone number in E.164 as far as it can be told. */
export function toGuest(fullName: string, contact: string, phonePrefix = ''): Guest {
  const words = fullName.split(' ');
  const given = countGiven(words);
  const digits = contact.replaceAll(/[^\d+]/g, '').replace(/^00/, '+');
  const phone = digits.startsWith('+') ? digits : `${phonePrefix}${digits}`;
  const reach = contact.includes('@') ? { email: contact } : { phone };
  return { firstName: words.slice(0, given).join(' '), lastName: words.slice(given).join(' '), ...reach };
}
