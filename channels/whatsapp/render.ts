import type { Capabilities, Letter, LocationPart, Part } from '@botones/contract';
import { lengthOf, oneLine, shorten, split } from './outbound/cut.ts';
import { type Draft, draftsOf, type File, inWords } from './outbound/draft.ts';
import { limits } from './outbound/limits.ts';
import { toButtons, toLists, toNumberedText } from './outbound/offer.ts';
import type { Header, Interactive, Payload } from './types.ts';

/** What is tapped to see a list, by language; at most 20 characters. */
const openers: Readonly<Record<string, string>> = {
  ca: 'Veure opcions',
  de: 'Auswählen',
  en: 'See options',
  es: 'Ver opciones',
  eu: 'Aukerak ikusi',
  fr: 'Voir les choix',
  gl: 'Ver opcións',
  it: 'Vedi opzioni',
  nl: 'Bekijk opties',
  pt: 'Ver opções',
};

/** Pure: parts → as few messages as hold all of them, since each is paid for. */
export function render(parts: readonly Part[], _limits: Capabilities, about?: Letter): Payload[] {
  const open = openers[about?.language.split(/[-_]/)[0] ?? ''] ?? 'See options';
  return draftsOf(parts).flatMap((draft) => toPayloads(draft, open));
}

function toPayloads(draft: Draft, open: string): Payload[] {
  const { file, choices, link, pin } = draft;
  const words = draft.words.join('\n\n');
  if (pin) return [{ type: 'location', location: placeOf(pin) }];
  if (choices) return offer(words, choices, file, open);
  if (link) {
    const button = toUrlButton(words, link, file && headerOf(file));
    return button ? [interactive(button)] : toPayloads({ file, words: [...draft.words, inWords(link)] }, open);
  }
  if (!file) return texts(words);
  // Words that are too long for a caption came before the file, or behind one that has none.
  if (file.kind === 'audio' || lengthOf(words) > limits.caption) return [...texts(words), fileMessage(file)];
  return [fileMessage(file, words)];
}

/** Buttons, else a list, else lists in pages, else a numbered text. */
function offer(words: string, choices: NonNullable<Draft['choices']>, file: File | undefined, open: string): Payload[] {
  const buttons = toButtons(words, choices, file && headerOf(file));
  if (buttons) return [interactive(buttons)];
  const before = file ? [fileMessage(file)] : [];
  const lists = toLists(words, choices, open);
  if (lists) return [...before, ...lists.map(interactive)];
  // Words that are too long even for a list go before it, but for their last.
  const pieces = split(words, limits.listBody);
  const last = pieces.pop() ?? '';
  const below = pieces.length > 0 ? toLists(last, choices, open) : null;
  if (below) return [...before, ...pieces.map(text), ...below.map(interactive)];
  return [...before, ...toNumberedText(words, choices).map(text)];
}

function toUrlButton(words: string, { title, url }: NonNullable<Draft['link']>, header?: Header): Interactive | null {
  const body = words || title;
  const isWeb = /^https?:$/.test(URL.parse(url)?.protocol ?? '');
  const fits = title !== '' && lengthOf(title) <= limits.buttonTitle && lengthOf(body) <= limits.buttonBody;
  if (!isWeb || !fits) return null;
  const parameters = { display_text: title, url };
  return {
    type: 'cta_url',
    ...(header && { header }),
    body: { text: body },
    action: { name: 'cta_url', parameters },
  };
}

function headerOf({ kind, link, name }: File): Header | undefined {
  if (kind === 'image') return { type: 'image', image: { link } };
  if (kind === 'document') return { type: 'document', document: { link, ...named(name) } };
  return undefined;
}

/** What the file is called stands below it where there is nothing else to say. */
function fileMessage({ kind, link, name, voice }: File, words = ''): Payload {
  const caption = words || (kind === 'image' ? shorten(name, limits.caption) : '');
  const below = caption === '' ? {} : { caption };
  if (kind === 'image') return { type: 'image', image: { link, ...below } };
  if (kind === 'document') return { type: 'document', document: { link, ...named(name), ...below } };
  return { type: 'audio', audio: { link, ...(voice && { voice }) } };
}

function named(name: string): { filename?: string } {
  return name === '' ? {} : { filename: shorten(name, limits.fileName) };
}

function texts(words: string): Payload[] {
  return split(words, limits.text).map(text);
}

function text(body: string): Payload {
  return { type: 'text', text: { body, preview_url: false } };
}

function interactive(content: Interactive): Payload {
  return { type: 'interactive', interactive: content };
}

function placeOf({ latitude, longitude, name = '', address = '' }: Omit<LocationPart, 'type'>) {
  const [place, street] = [name, address].map((words) => shorten(oneLine(words), limits.placeName));
  return { latitude, longitude, ...(place && { name: place }), ...(street && { address: street }) };
}
