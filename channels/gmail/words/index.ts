import { type Border, isMarked, nextBorder } from './borders.ts';
import { withoutEnding } from './endings.ts';
import { textOfHtml } from './html-text.ts';
import { forwardedSubject } from './tongues.ts';

export interface Written {
  readonly plain?: string;
  readonly html?: string;
  /** Tells what is passed on from what is answered, where nothing else does. */
  readonly subject?: string;
}

/** Longer mails are read so far. */
const LONGEST = 200_000;

/** What the guest has written now, without what is quoted and the signature; never less than something. */
export function guestWords({ plain, html, subject = '' }: Written): { words: string; cut: boolean } {
  // Lines of our own begin with a sign that stands in no letter.
  const letter = plain?.trim() ? plain.slice(0, LONGEST).replaceAll('\u0001', '') : null;
  const source = letter ?? textOfHtml(html ?? '', 'with marks').slice(0, LONGEST);
  const whole = tidy(letter ?? textOfHtml(html ?? '', 'plain').slice(0, LONGEST));
  const lines = source.replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' ').split('\n');
  const { own, passedOn } = divide(lines, forwardedSubject.test(subject));
  const written = own
    .map(withoutEnding)
    .filter((piece) => piece !== '')
    .join('\n');
  const words = [written, passedOn].filter((part) => part.trim() !== '');
  const said = tidy(words.join('\n\n')) || tidy(own.join('\n')) || unquoted(lines) || whole;
  return { words: said, cut: said !== whole };
}

interface Divided {
  /** Pieces of the guest's own, in their order. */
  readonly own: string[];
  /** What the guest passes on. */
  readonly passedOn: string;
}

function divide(lines: readonly string[], isForward: boolean): Divided {
  const own: string[] = [];
  let piece: string[] = [];
  const close = () => {
    if (piece.some((line) => line.trim() !== '')) own.push(piece.join('\n').trim());
    piece = [];
  };
  let border = nextBorder(lines, 0);
  for (let n = 0; n < lines.length; n += 1) {
    const line = lines[n] ?? '';
    if (border !== null && n === border.from) {
      close();
      const isPassedOn = border.kind === 'forward' || (border.kind === 'block' && isForward);
      if (isPassedOn) return { own, passedOn: bodyOf(lines, border) };
      if (border.kind === 'block' || !isMarked(lines, border.to)) return { own, passedOn: '' };
      n = border.to - 1;
      border = nextBorder(lines, border.to);
    } else if (line.startsWith('>')) close();
    else piece.push(line);
  }
  close();
  return { own, passedOn: '' };
}

/** What is passed on, without its own quotes where anything else is left. */
function bodyOf(lines: readonly string[], { to }: Border): string {
  const rest = lines.slice(to).map((line) => line.replace(/^(?:> ?)/, ''));
  const next = nextBorder(rest, 0);
  const first = tidy(rest.slice(0, next?.from ?? rest.length).join('\n'));
  return withoutEnding(first) || tidy(rest.filter(isWords).join('\n'));
}

const isWords = (line: string) => !line.startsWith('\u0001');

function unquoted(lines: readonly string[]): string {
  const words = lines.filter((line) => isWords(line) && !line.startsWith('>'));
  const border = nextBorder(words, 0);
  if (border === null) return tidy(words.join('\n'));
  return tidy([...words.slice(0, border.from), ...words.slice(border.to)].join('\n'));
}

function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .filter(isWords)
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
