import { asksFrom } from './phrases.ts';

/** A shorter line was ended by its writer, a longer one perhaps by the mail program. */
const wrapsAt = 50;

/** "1.", "-", "a)" before a point of a list. */
const bullet = /^\s*(?:[-*•·–—]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+/i;

/** Sentences of a letter: by its lines, by its full stops, and before a second question within a sentence ("… and is there …"). */
export function splitLetter(text: string): string[] {
  return blocksOf(text)
    .flatMap(sentencesOf)
    .flatMap(questionsOf)
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** Lines, with those joined again that a mail program broke. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let open = false;
  for (const line of text.split(/\r?\n/)) {
    const words = line.replace(bullet, '').trim();
    const goesOn = open && words !== '' && words === line.trim();
    if (goesOn) blocks.push(`${blocks.pop()} ${words}`);
    else if (words !== '') blocks.push(words);
    open = words.length >= wrapsAt;
  }
  return blocks;
}

const segmenter = new Intl.Segmenter('es', { granularity: 'sentence' });

function sentencesOf(block: string): string[] {
  return [...segmenter.segment(block)].map(({ segment }) => segment.trim());
}

/** "Is there parking and what time is breakfast?": two, where words that begin a question follow the "and". */
function questionsOf(sentence: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { index, 0: joint } of sentence.matchAll(
    /[,;]?\s+(?:and|also|y|e|además|und|et|ed)\s+(?:also\s+|también\s+)?|[,;]\s+/giu,
  )) {
    const next = index + joint.length;
    const before = sentence.slice(from, index);
    if (before.trim().split(/\s+/).length < 3 || !asksFrom(sentence.slice(next))) continue;
    pieces.push(before);
    from = next;
  }
  return [...pieces, sentence.slice(from)].map((piece) => piece.trim());
}
