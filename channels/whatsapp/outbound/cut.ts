const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Characters as WhatsApp counts them. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Without what no platform takes: halves of pairs, and NUL. */
export function clean(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '').trim();
}

/** One line: a title. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ');
}

/** The text, or its beginning and "…", in at most `max` characters. What a reader sees as one sign is not cut. */
export function shorten(text: string, max: number): string {
  if (text.length <= max || lengthOf(text) <= max) return text;
  return `${headOf(text, max - 1).trimEnd()}…`;
}

/** The longest beginning of whole signs that has room. */
function headOf(text: string, max: number): string {
  let length = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    length += lengthOf(segment);
    if (length > max) return text.slice(0, index);
  }
  return text;
}

/** Cuts a text into pieces of at most `max` characters: between paragraphs, else lines, else words, else signs. */
export function split(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > max && lengthOf(rest) > max) {
    // A sign that is longer than a whole message is cut between its code points.
    const head = headOf(rest, max) || [...rest.slice(0, 2 * max)].slice(0, max).join('');
    const end = lastBorder(head, rest) ?? head.length;
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

function lastBorder(head: string, whole: string): number | null {
  const next = whole.slice(head.length, head.length + 2);
  for (const border of ['\n\n', '\n']) {
    if (next.startsWith(border)) return head.length;
    const end = head.lastIndexOf(border);
    // An earlier border would leave a stump of a message.
    if (end >= head.length / 2) return end;
  }
  if (/^\s/.test(next)) return head.length;
  const end = head.search(/\s\S*$/);
  return end > 0 ? end : null;
}
