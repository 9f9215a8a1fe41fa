import { fold } from './fold.ts';
import { fields, forwarded, openings, original, wrote } from './tongues.ts';

/** Where the words of others begin. */
export interface Border {
  /** `quote`: a line that says who wrote what follows. `block`: everything below is of others. `forward`: it is passed on. */
  readonly kind: 'quote' | 'block' | 'forward';
  /** First line of it, and first line behind it. */
  readonly from: number;
  readonly to: number;
}

/** Lines of a mail program that cannot stand in a letter; the HTML reader puts them in. */
export const marks = { block: '\u0001block', quote: '\u0001quote', forward: '\u0001forward' } as const;

const LONGEST = 400;
const ends = /(?:[:：]|-{3,})\s*$/;
const hasWrote = new RegExp(
  `(?<![\\p{L}])(?:${wrote})(?![\\p{L}])|(?:写道|寫道|のメール|のメッセージ|書きました|작성|님이 쓴 글)`,
  'u',
);
const opens = new RegExp(`^(?:(?:${openings})(?![\\p{L}])|\\d{1,4}\\s?[./年-]|在|於|于|\\p{L}+,? \\d)`, 'u');
const address = /[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+/;
const time = /\d{1,2}\s?[:.h時点]\s?\d{2}|\d{1,2}\s?[ap]\.?\s?m/;
const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/;
const field = (names: string) => new RegExp(`^[*_\\s]*(?:${names})[*_\\s]*[:：]`, 'u');
const fromField = field(fields.from);
const otherField = field(`${fields.when}|${fields.to}|${fields.subject}`);
const subjectField = field(fields.subject);
const between = (words: string) =>
  new RegExp(`^[\\s>*]*[-–—_=*]{2,}[\\s*]*(?:${words})[^\\n]{0,60}?[\\s*]*[-–—_=*:：]*\\s*$`, 'u');
const originalLine = between(original);
const forwardedLine = between(forwarded);
const forwardedWords = new RegExp(`^(?:${forwarded})\\s*[:：]?\\s*$`, 'u');
const ruler = /^\s*[_\-–—=*]{5,}\s*$/;

/** Does a mail program say here that what follows is passed on? */
export function isForwardLine(line: string): boolean {
  const folded = fold(line.slice(0, LONGEST));
  return forwardedLine.test(folded) || forwardedWords.test(folded.trim());
}

/** Before a quote, this is enough for a line that says whose it is. */
export function saysWrote(line: string): boolean {
  return line.length < 200 && hasWrote.test(fold(line));
}

/** The first border at this line or behind it; null where there is none. */
export function nextBorder(lines: readonly string[], at: number): Border | null {
  for (let n = at; n < lines.length; n += 1) {
    const border = borderAt(lines, n, at);
    if (border !== null) return border;
  }
  return null;
}

function borderAt(lines: readonly string[], n: number, least: number): Border | null {
  const line = lines[n] ?? '';
  if (line === marks.block) return { kind: 'block', from: n, to: behindBlock(lines, n + 1) };
  if (line === marks.forward) return { kind: 'forward', from: n, to: behindBlock(lines, n + 1) };
  if (line === marks.quote) return { kind: 'quote', from: n, to: n + 1 };
  if (line.length > LONGEST || line.trim() === '') return null;
  const folded = fold(line);
  if (isForwardLine(line)) return { kind: 'forward', from: n, to: behindBlock(lines, n + 1) };
  if (originalLine.test(folded)) return { kind: 'block', from: n, to: behindBlock(lines, n + 1) };
  if (fromField.test(folded) && isBlock(lines, n))
    return { kind: 'block', from: topOf(lines, n, least), to: behindBlock(lines, n) };
  return attributionAt(lines, n, least);
}

/** "From: 3 May, to: 5 May" is what a guest writes: a block has an address, or a subject and something else. */
function isBlock(lines: readonly string[], n: number): boolean {
  const near = lines.slice(Math.max(0, n - 1), n + 8).map(fold);
  const others = near.filter((line) => otherField.test(line));
  if (others.length === 0) return false;
  if (address.test(lines[n] ?? '')) return true;
  const [hasSubject, hasAddress] = [
    others.some((line) => subjectField.test(line)),
    others.some((line) => address.test(line)),
  ];
  return others.length > 1 && (hasSubject || hasAddress);
}

/** Fields that stand above the sender, and the line that is drawn above a block. */
function topOf(lines: readonly string[], n: number, least: number): number {
  let top = n;
  while (top > least && otherField.test(fold(lines[top - 1] ?? ''))) top -= 1;
  for (let at = top - 1; at >= Math.max(least, top - 3); at -= 1) {
    if (ruler.test(lines[at] ?? '')) return at;
    if ((lines[at] ?? '').trim() !== '') break;
  }
  return top;
}

/** Behind the fields with which a block begins, and the empty lines around them. */
function behindBlock(lines: readonly string[], from: number): number {
  let to = from;
  let isField = false;
  for (let n = from; n < Math.min(lines.length, from + 14); n += 1) {
    const folded = fold(lines[n] ?? '').replace(/^(?:> ?)+/, '');
    if (fromField.test(folded) || otherField.test(folded)) {
      isField = true;
      to = n + 1;
    } else if (folded.trim() === '') {
      if (isField) return n + 1;
    } else if (!isField || /^\S/.test(folded) === false) break;
    else if (!address.test(folded)) break;
    else to = n + 1;
  }
  return to;
}

/** "On Sunday, Ana <ana@example.org> wrote:", over one to four lines. */
function attributionAt(lines: readonly string[], n: number, least: number): Border | null {
  if (!ends.test(lines[n] ?? '')) return null;
  for (let from = n; from >= Math.max(least, n - 3); from -= 1) {
    const part = lines.slice(from, n + 1);
    if (part.some((line) => line.trim() === '' || line.startsWith('>'))) return null;
    const text = fold(part.join(' ').trim()).replace(/^-{3,}\s*/, '');
    if (text.length > LONGEST || !isAttribution(text, isMarked(lines, n + 1))) continue;
    return { kind: 'quote', from: upTo(lines, from, least), to: n + 1 };
  }
  return null;
}

function isAttribution(text: string, isFollowed: boolean): boolean {
  const [hasAddress, hasTime] = [address.test(text), time.test(text) || year.test(text)];
  if (hasWrote.test(text)) return hasAddress || hasTime || (isFollowed && (/\d/.test(text) || text.length < 80));
  return hasAddress && hasTime;
}

/** Is what follows from this line on marked as quoted? */
export function isMarked(lines: readonly string[], from: number): boolean {
  let at = from;
  while (at < lines.length && (lines[at] ?? '').trim() === '') at += 1;
  return (lines[at] ?? '').startsWith('>');
}

/** A wrapped line begins above: with a weekday, a date, "On". */
function upTo(lines: readonly string[], from: number, least: number): number {
  if (opens.test(fold((lines[from] ?? '').trim()))) return from;
  for (let at = from - 1; at >= Math.max(least, from - 3); at -= 1) {
    const line = fold((lines[at] ?? '').trim());
    if (line === '' || line.startsWith('>')) break;
    if (opens.test(line) && (time.test(line) || year.test(line) || /\d/.test(line))) return at;
  }
  return from;
}
