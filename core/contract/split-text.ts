/** Cuts a text into pieces of at most `max` characters: between paragraphs, else lines, else words. Nothing for a blank text. */
export function splitText(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const end = findCut(rest, max);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

function findCut(text: string, max: number): number {
  const head = text.slice(0, max + 1);
  for (const border of ['\n\n', '\n']) {
    const end = head.lastIndexOf(border);
    // An earlier border would leave a stump of a message.
    if (end >= max / 2) return end;
  }
  const end = head.lastIndexOf(' ');
  if (end > 0) return end;
  const splitsPair = /^[\uDC00-\uDFFF]/.test(text.slice(max));
  return splitsPair && max > 1 ? max - 1 : max;
}
