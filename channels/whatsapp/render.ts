import {
  type Capabilities,
  type Card,
  type Choice,
  degrade,
  type Letter,
  type LocationPart,
  type Part,
  splitText,
  wordsOf,
} from '@botones/contract';
import { choicesMessages } from './outbound/choices.ts';
import { lengthOf, limits, shorten } from './outbound/limits.ts';
import type { Header, Payload } from './types.ts';

/** Parts as they are sent: words wait here, to go in one message with what follows them, since each is paid for. */
interface Sheet {
  readonly language: string;
  readonly payloads: Payload[];
  words: string[];
  /** Ready answers so far; a typed number counts through all of them. */
  offered: number;
}

/** Pure. As few messages as can be: words join the question, the link or the words behind them. */
export function render(parts: readonly Part[], capabilities: Capabilities, about?: Letter): Payload[] {
  const sheet: Sheet = { language: about?.language ?? 'en', payloads: [], words: [], offered: 0 };
  for (const part of degrade(parts, capabilities)) write(part, sheet);
  flush(sheet);
  return sheet.payloads;
}

function write(part: Part, sheet: Sheet): void {
  switch (part.type) {
    case 'text':
      sheet.words.push(part.text);
      break;
    case 'choices':
      ask(part.text, part.choices, sheet);
      break;
    case 'cards':
      showCards(part.cards, sheet);
      break;
    case 'image': {
      const caption = part.alt.trim() === '' ? {} : { caption: shorten(part.alt, limits.caption) };
      show({ type: 'image', image: { link: part.media.url ?? '', ...caption } }, sheet);
      break;
    }
    case 'audio':
      show({ type: 'audio', audio: { link: part.media.url ?? '' } }, sheet);
      break;
    case 'document':
      show({ type: 'document', document: { link: part.media.url ?? '', filename: part.name } }, sheet);
      break;
    case 'location':
      show({ type: 'location', location: placeOf(part) }, sheet);
      break;
    case 'link':
      link(part.title, part.url, sheet);
      break;
    default:
      sheet.words.push(wordsOf(part));
  }
}

function placeOf({ latitude, longitude, name, address }: LocationPart) {
  return {
    latitude,
    longitude,
    ...(name && { name: shorten(name, limits.placeName) }),
    ...(address && { address: shorten(address, limits.placeName) }),
  };
}

function show(payload: Payload, sheet: Sheet): void {
  flush(sheet);
  sheet.payloads.push(payload);
}

/** The words that wait, as messages of their own. */
function flush(sheet: Sheet): void {
  const text = sheet.words.filter((words) => words.trim() !== '').join('\n\n');
  sheet.words = [];
  for (const body of splitText(text, limits.text)) {
    sheet.payloads.push({ type: 'text', text: { body, preview_url: false } });
  }
}

/** The words that wait before `text`, where all fit in `max` characters; else they go first. */
function joined(text: string, max: number, sheet: Sheet): string {
  const whole = [...sheet.words, text].filter((words) => words.trim() !== '').join('\n\n');
  if (lengthOf(whole) <= max) sheet.words = [];
  else flush(sheet);
  return lengthOf(whole) <= max ? whole : text;
}

function ask(text: string, choices: readonly Choice[], sheet: Sheet): void {
  const first = sheet.offered + 1;
  sheet.offered += choices.length;
  const max = choices.length <= limits.buttons ? limits.buttonBody : limits.listBody;
  // A question without words stands behind those that were said before it.
  const body = joined(text, max, sheet);
  const messages = choicesMessages(body, choices, sheet.language);
  if (messages === null) sheet.words.push(wordsOf({ type: 'choices', text: body, choices: [...choices] }, first));
  else for (const interactive of messages) sheet.payloads.push({ type: 'interactive', interactive });
}

/** A button that opens a page; what is no web address is written out. */
function link(title: string, url: string, sheet: Sheet): void {
  if (!/^https?:/.test(url)) {
    sheet.words.push(`${title}: ${url.replace(/^(tel|mailto):/, '')}`);
    return;
  }
  const text = sheet.words.length > 0 ? joined('', limits.buttonBody, sheet) || title : title;
  const display_text = shorten(title, limits.buttonTitle);
  const action = { name: 'cta_url', parameters: { display_text, url } } as const;
  sheet.payloads.push({ type: 'interactive', interactive: { type: 'cta_url', body: { text }, action } });
}

/** Cards without pictures and with one answer each are one list; all others come one under another. */
function showCards(cards: readonly Card[], sheet: Sheet): void {
  const rows = sheet.words.length > 0 ? asRows(cards) : null;
  if (rows !== null) {
    ask('', rows, sheet);
    return;
  }
  flush(sheet);
  for (const card of cards) showCard(card, sheet);
}

/** Null: a list would not show all that is on the cards. */
function asRows(cards: readonly Card[]): Choice[] | null {
  if (cards.length < 2 || cards.length > limits.rows) return null;
  const rows = cards.flatMap(({ title, text = '', image, link, choices = [] }) => {
    const [only] = choices;
    const whole = !image && !link && choices.length === 1 && lengthOf(text) <= limits.rowDescription;
    return only && whole ? [{ title, payload: only.payload, ...(text && { description: text }) }] : [];
  });
  return rows.length === cards.length ? rows : null;
}

function showCard({ title, text, image, choices = [], link: address }: Card, sheet: Sheet): void {
  const words = [title, text].filter(Boolean).join('\n');
  const header: Header | undefined = image?.url ? { type: 'image', image: { link: image.url } } : undefined;
  const first = sheet.offered + 1;
  sheet.offered += choices.length;
  const messages = header || choices.length > 0 ? choicesMessages(words, choices, sheet.language, header) : null;
  if (messages !== null) for (const interactive of messages) sheet.payloads.push({ type: 'interactive', interactive });
  else if (header && lengthOf(words) <= limits.caption && choices.length === 0)
    sheet.payloads.push({ type: 'image', image: { ...header.image, caption: words } });
  else {
    if (header) sheet.payloads.push({ type: 'image', image: header.image });
    sheet.words.push(wordsOf({ type: 'choices', text: words, choices: [...choices] }, first));
  }
  if (address) link(address.title, address.url, sheet);
  flush(sheet);
}
