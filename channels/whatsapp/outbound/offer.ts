import type { Button, Header, Interactive, Row, Section } from '../types.ts';
import { clean, lengthOf, oneLine, shorten, split } from './cut.ts';
import type { Numbered } from './draft.ts';
import { limits } from './limits.ts';

/** Beyond so many pages one numbered text is easier to read, and cheaper. */
const MOST_PAGES = 3;
/** A body may not be empty. */
const POINTER = '👇';

/** Up to three choices as buttons; null where they do not fit. */
export function toButtons(words: string, choices: readonly Numbered[], header?: Header): Interactive | null {
  const replies = choices.map(({ payload, title }) => ({ id: payload, title: titleOf(title, limits.buttonTitle) }));
  const isPlain = choices.every(({ description = '', of }) => clean(description) === '' && of === undefined);
  const isDistinct = new Set(replies.map(({ title }) => title)).size === replies.length;
  const fits = choices.length <= limits.buttons && isPlain && isDistinct && haveGoodIds(choices, limits.buttonId);
  const text = bodyOf(
    words,
    choices.filter(({ title }) => lengthOf(plain(title)) > limits.buttonTitle),
  );
  if (!fits || lengthOf(text) > limits.buttonBody) return null;
  const buttons = replies.map((reply): Button => ({ type: 'reply', reply }));
  return { type: 'button', ...(header && { header }), body: { text }, action: { buttons } };
}

/** Up to ten choices as a list, more as several; null where they do not fit. `open`: what is tapped to see them. */
export function toLists(words: string, choices: readonly Numbered[], open: string): Interactive[] | null {
  const count = Math.ceil(choices.length / limits.rows);
  if (count > MOST_PAGES || !haveGoodIds(choices, limits.rowId)) return null;
  const pages = Array.from({ length: count }, (_, page) => choices.slice(page * limits.rows, (page + 1) * limits.rows));
  const lists = pages.map((page, index): Interactive => {
    // A list cannot be without words; the later ones say where they stand.
    const said = index === 0 ? words : `${index + 1}/${count}`;
    const text = bodyOf(
      said,
      page.filter(({ title }) => lengthOf(plain(title)) > limits.rowDescription),
    );
    return { type: 'list', body: { text }, action: { button: open, sections: sectionsOf(page) } };
  });
  const fit = lists.every(({ body }) => lengthOf(body.text) <= limits.listBody);
  return fit && areDistinct(lists) ? lists : null;
}

/** The question with its answers as lines; core understands a typed number. */
export function toNumberedText(words: string, choices: readonly Numbered[]): string[] {
  return split([words, linesOf(choices)].filter(Boolean).join('\n'), limits.text);
}

/** One section; or one a card, where several cards share the list. */
function sectionsOf(page: readonly Numbered[]): Section[] {
  const groups = [...Map.groupBy(page, ({ of }) => of)];
  return groups.map(([of = '', choices]) => {
    const title = titleOf(of, limits.sectionTitle);
    const rows = choices.map(rowOf);
    // Where there are several, each needs a title.
    return groups.length > 1 || title !== '' ? { title: title || '·', rows } : { rows };
  });
}

/** A title that had to be cut is whole in the line below. */
function rowOf({ title, payload, description = '' }: Numbered): Row {
  const whole = lengthOf(plain(title)) > limits.rowTitle ? plain(title) : '';
  const more = [whole, oneLine(description)].filter(Boolean).join(' · ');
  return {
    id: payload,
    title: titleOf(title, limits.rowTitle),
    ...(more !== '' && { description: shorten(more, limits.rowDescription) }),
  };
}

/** Two rows that read the same below one title would be a riddle. */
function areDistinct(lists: readonly Interactive[]): boolean {
  const sections = lists.flatMap((list) => (list.type === 'list' ? list.action.sections : []));
  const seen = sections.flatMap(({ title, rows }) =>
    rows.map((row) => JSON.stringify([title, row.title, row.description])),
  );
  return new Set(seen).size === seen.length;
}

/** What was cut off a button or a row can be read above it, under the number that may be typed for it. */
function bodyOf(words: string, cut: readonly Numbered[]): string {
  return [words.trim(), linesOf(cut)].filter(Boolean).join('\n\n') || POINTER;
}

function linesOf(choices: readonly Numbered[]): string {
  return choices
    .map(
      ({ number, title, description = '' }) =>
        `${number}. ${[oneLine(title), oneLine(description)].filter(Boolean).join(' – ')}`,
    )
    .join('\n');
}

function haveGoodIds(choices: readonly Numbered[], max: number): boolean {
  const ids = choices.map(({ payload }) => payload);
  const fit = ids.every((id) => id.trim() !== '' && id === clean(id) && lengthOf(id) <= max);
  return fit && new Set(ids).size === ids.length && choices.every(({ title }) => plain(title) !== '');
}

/** Where it is cut, a mark may become one that closes. */
function titleOf(title: string, max: number): string {
  return plain(shorten(plain(title), max));
}

const formatted = /(?<!\w)([*_~])(\S(?:.*?\S)?)\1(?!\w)/g;

/** Titles may not hold what WhatsApp reads as bold, italic, struck or code. */
function plain(title: string): string {
  let text = oneLine(title.replace(/`+/g, ''));
  for (let before = ''; before !== text; ) {
    before = text;
    text = oneLine(text.replace(formatted, '$2'));
  }
  return text;
}
