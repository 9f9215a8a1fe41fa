import type { Card, Choice, LocationPart, Media, Part } from '@botones/contract';
import { clean, oneLine } from './cut.ts';

/** A choice under the number that a guest may type for it. */
export interface Numbered extends Choice {
  readonly number: number;
  /** The card that it stands on, where several share one message. */
  readonly of?: string;
}

/** A file of ours, or one at an address of somebody else's. */
export interface File {
  readonly kind: 'image' | 'document' | 'audio';
  /** Address or id. */
  readonly link: string;
  /** What it shows, or is called. */
  readonly name: string;
  /** Recorded on the spot. */
  readonly voice?: true;
}

/** One message to be: as much as can be shown in one bubble, since each costs money. */
export interface Draft {
  file?: File | undefined;
  /** Paragraphs. */
  readonly words: string[];
  choices?: Numbered[];
  link?: { title: string; url: string };
  pin?: Omit<LocationPart, 'type'>;
  /** One of several cards: what follows does not belong to it. */
  whole?: true;
}

/** Parts → messages, each with as much in it as WhatsApp can show at once. */
export function draftsOf(parts: readonly Part[]): Draft[] {
  const drafts: Draft[] = [];
  let offered = 0;
  const number = (choices: readonly Choice[], of?: string): Numbered[] =>
    choices.map((choice) => {
      offered += 1;
      return { ...choice, number: offered, ...(of !== undefined && { of }) };
    });
  /** The last message, if words or a file may still join it. */
  const last = (): Draft => {
    const draft = drafts.at(-1);
    if (draft && !draft.choices && !draft.pin && !draft.whole && draft.file?.kind !== 'audio')
      return withoutLink(draft);
    return start();
  };
  const start = (draft: Draft = { words: [] }): Draft => {
    drafts.push(draft);
    return draft;
  };

  for (const part of parts) {
    switch (part.type) {
      case 'text':
      case 'picked': {
        const words = clean(part.type === 'text' ? part.text : part.title);
        if (words !== '') last().words.push(words);
        break;
      }
      case 'choices': {
        if (part.choices.length === 0 && clean(part.text) === '') break;
        const draft = last();
        add(draft, part.text);
        if (part.choices.length > 0) draft.choices = number(part.choices);
        break;
      }
      case 'cards': {
        const cards = draftsOfCards(part.cards, number);
        if (cards.length !== 1 || cards[0]?.file || cards[0]?.link) drafts.push(...cards);
        else join(last(), cards[0]);
        break;
      }
      case 'image':
      case 'document': {
        const name = part.type === 'document' ? part.name : part.alt;
        const file = fileOf(part.type, part.media, name);
        const draft = last();
        if (file === null) add(draft, name);
        else if (draft.file) start({ words: [], file });
        else draft.file = file;
        break;
      }
      case 'audio': {
        const file = fileOf('audio', part.media, part.transcript ?? '');
        if (file === null) add(last(), part.transcript);
        else start({ words: [], file: { ...file, ...(part.voice && isOgg(part.media) && { voice: true }) } });
        break;
      }
      case 'location': {
        const { type: _, ...pin } = part;
        start({ words: [], pin });
        break;
      }
      case 'link': {
        const draft = last();
        const link = { title: oneLine(part.title), url: part.url.trim() };
        if (link.url !== '') draft.link = link;
        else add(draft, link.title);
        break;
      }
      case 'unsupported':
        break;
    }
  }
  return drafts;
}

function join(draft: Draft, { words, choices }: Draft = { words: [] }): void {
  draft.words.push(...words);
  if (choices) draft.choices = choices;
}

/** Cards with pictures are a message each; others stand together in one, and their choices in one list. */
function draftsOfCards(
  cards: readonly Card[],
  number: (choices: readonly Choice[], of?: string) => Numbered[],
): Draft[] {
  const several = cards.length > 1 && cards.every(({ image }) => image === undefined);
  const drafts = cards.map((card): Draft => {
    const { title, text, image, choices = [], link } = card;
    const draft: Draft = { words: [] };
    add(
      draft,
      [title, text]
        .map((words) => clean(words ?? ''))
        .filter(Boolean)
        .join('\n'),
    );
    const file = image ? fileOf('image', image, image.alt) : null;
    if (file) draft.file = file;
    if (choices.length > 0) draft.choices = number(choices, several ? oneLine(title) : undefined);
    if (link) draft.link = { title: oneLine(link.title), url: link.url.trim() };
    return draft.choices ? withoutLink(draft) : draft;
  });
  if (!several) return drafts.length > 1 ? drafts.map((draft) => ({ ...draft, whole: true })) : drafts;
  const choices = drafts.flatMap((draft) => draft.choices ?? []);
  return [{ words: drafts.flatMap((draft) => withoutLink(draft).words), ...(choices.length > 0 && { choices }) }];
}

/** A button with an address stands alone below its words; beside anything else the address becomes words. */
function withoutLink(draft: Draft): Draft {
  const { link } = draft;
  if (link) add(draft, inWords(link));
  delete draft.link;
  return draft;
}

/** What is no button: a number to be called as it is dialled. */
export function inWords({ title, url }: NonNullable<Draft['link']>): string {
  return [title, url.replace(/^(tel|mailto):/, '')].filter(Boolean).join(': ');
}

function add(draft: Draft, words = ''): void {
  const cleaned = clean(words);
  if (cleaned !== '') draft.words.push(cleaned);
}

/** Meta takes no other format for a voice message. */
function isOgg({ mime = '' }: Media): boolean {
  return /^audio\/ogg\b/.test(mime);
}

function fileOf(kind: File['kind'], { id, url }: Media, words: string): File | null {
  const link = (url ?? id ?? '').trim();
  return link === '' ? null : { kind, link, name: oneLine(words) };
}
