/** Characters that Meta takes, counted in code points. reference: "Sending" of the Cloud API, v26.0. */
export const limits = {
  text: 4096,
  caption: 1024,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  buttonBody: 1024,
  rows: 10,
  rowTitle: 24,
  rowDescription: 72,
  rowId: 200,
  listBody: 4096,
  placeName: 1000,
} as const;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** At most `max` characters; what is too long ends in `…`, and no letter or emoji is cut in two. */
export function shorten(text: string, max: number): string {
  if (lengthOf(text) <= max) return text;
  let [kept, length] = ['', 0];
  for (const { segment } of graphemes.segment(text)) {
    length += lengthOf(segment);
    if (length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
