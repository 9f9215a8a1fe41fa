import { fold } from './fold.ts';
import { goodbye, sentFrom, smallPrint } from './tongues.ts';

const phone = new RegExp(`^\\W{0,4}(?:${sentFrom})\\W*$`, 'u');
const print = new RegExp(`^\\W{0,4}(?:${smallPrint})`, 'u');
const bye = new RegExp(`^(?:${goodbye})[\\s,.!;:-]*$`, 'u');
/** What stands on the card of a company, and in no letter. */
const card =
  /(?:\+|\b00)?\(?\d[\d\s().-]{7,}\d|\bwww\.|https?:\/\/|[^\s@]+@[^\s@]+\.\w|\b(?:tel|tfno|telf|phone|mobile|movil|fax|mob|cell|t|m|f)\s?[.:]/;
/** Longer ones are letters. */
const MOST_LINES = 15;

/** Without what stands below a letter: signature, "Sent from my telephone", the card and the small print of a company. */
export function withoutEnding(text: string): string {
  let lines = text.split('\n').filter((line) => !isOfPhone(line));
  lines = cutAt(lines, (line, n) => /^-- ?$/.test(line) && (line === '-- ' || isShort(lines, n)));
  lines = cutAt(lines, (line, n) => /^(?:—|–|__+|\*\*+|--+|==+)\s*$/.test(line) && n > 0 && isShort(lines, n));
  lines = cutAt(lines, (line, n) => n > 0 && print.test(fold(line.trim())));
  return withoutCard(lines).join('\n').trim();
}

const isOfCard = (line: string) => card.test(fold(line.slice(0, 300)));

function isOfPhone(line: string): boolean {
  const text = line.trim();
  return text.length > 3 && text.length <= 120 && phone.test(fold(text.replace(/<[^>]*>|\([^)]*\)/g, '').trim()));
}

function isShort(lines: readonly string[], n: number): boolean {
  return lines.slice(n + 1).filter((line) => line.trim() !== '').length <= MOST_LINES;
}

function cutAt(lines: string[], isEnd: (line: string, n: number) => boolean): string[] {
  const end = lines.findIndex(isEnd);
  return end < 0 ? lines : lines.slice(0, end);
}

/** Behind "Kind regards" a name may stand; what follows it is a card if it has a number or an address. */
function withoutCard(lines: string[]): string[] {
  const at = lines.findLastIndex((line) => bye.test(fold(line.trim())));
  if (at < 0) return lines;
  const name = lines.findIndex((line, n) => n > at && line.trim() !== '');
  if (name < 0) return lines;
  const rest = lines.slice(name + 1);
  const isCard = isShort(lines, name) && rest.some(isOfCard) && !rest.some((line) => /[?¿]/.test(line));
  if (!isCard) return lines;
  return lines.slice(0, isOfCard(lines[name] ?? '') ? at + 1 : name + 1);
}
