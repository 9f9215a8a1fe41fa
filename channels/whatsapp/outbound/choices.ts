import type { Choice } from '@botones/contract';
import type { Button, Header, Interactive, Row } from '../types.ts';
import { lengthOf, limits, shorten } from './limits.ts';

/** What the button says behind which a list opens; at most 20 characters. */
const openers: Readonly<Record<string, string>> = {
  ca: 'Veure opcions',
  de: 'Auswählen',
  en: 'See options',
  es: 'Ver opciones',
  fr: 'Voir les choix',
  it: 'Vedi opzioni',
  nl: 'Bekijk opties',
  pt: 'Ver opções',
};

/** Marks that WhatsApp refuses in titles. */
const marks = /[*_~`]/g;

/**
 * A question with its answers as buttons, as a list, or as several lists. Null where Meta would not take them: a payload
 * that is too long, two answers that read the same.
 */
export function choicesMessages(
  text: string,
  choices: readonly Choice[],
  language: string,
  header?: Header,
): Interactive[] | null {
  if (choices.length === 0 || text.trim() === '') return null;
  return asButtons(text, choices, header) ?? (header ? null : asLists(text, choices, language));
}

function asButtons(text: string, choices: readonly Choice[], header?: Header): Interactive[] | null {
  if (choices.length > limits.buttons || lengthOf(text) > limits.buttonBody) return null;
  const buttons = choices.map(
    ({ title, payload }): Button => ({
      type: 'reply',
      reply: { id: payload, title: titleOf(title, limits.buttonTitle) },
    }),
  );
  const replies = buttons.map(({ reply }) => reply);
  if (!areDistinct(replies, limits.buttonId)) return null;
  return [{ type: 'button', ...(header && { header }), body: { text }, action: { buttons } }];
}

function asLists(text: string, choices: readonly Choice[], language: string): Interactive[] | null {
  if (lengthOf(text) > limits.listBody) return null;
  const rows = choices.map(rowOf);
  if (!areDistinct(rows, limits.rowId)) return null;
  const button = openers[language.split('-')[0] ?? ''] ?? 'See options';
  const pages = Math.ceil(rows.length / limits.rows);
  return Array.from({ length: pages }, (_, page) => {
    const shown = rows.slice(page * limits.rows, (page + 1) * limits.rows);
    // A list cannot be without words; the later ones say where they stand.
    const body = page === 0 ? text : `${page + 1}/${pages}`;
    return { type: 'list', body: { text: body }, action: { button, sections: [{ rows: shown }] } };
  });
}

/** A title that had to be cut is whole in the line below. */
function rowOf({ title, payload, description }: Choice): Row {
  const short = titleOf(title, limits.rowTitle);
  const more = [short === title.replace(marks, '').trim() ? undefined : title, description].filter(Boolean).join(' · ');
  return { id: payload, title: short, ...(more && { description: shorten(more, limits.rowDescription) }) };
}

function titleOf(title: string, max: number): string {
  return shorten(title.replace(marks, '').trim(), max);
}

function areDistinct(answers: readonly { id: string; title: string }[], maxId: number): boolean {
  const fit = answers.every(({ id, title }) => title !== '' && id !== '' && lengthOf(id) <= maxId);
  const titles = new Set(answers.map(({ title }) => title));
  const ids = new Set(answers.map(({ id }) => id));
  return fit && titles.size === answers.length && ids.size === answers.length;
}
