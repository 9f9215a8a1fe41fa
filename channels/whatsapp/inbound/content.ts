import type { Media, Part } from '@botones/contract';
import { type Json, numberAt, objectAt, objectsAt, textAt } from './read.ts';

/** A message's content in our terms. */
export interface Content {
  readonly parts: Part[];
  /** A person has to look at it: it is nothing that words answer. A short code. */
  readonly staff?: string;
  /** It does not count as the guest's word, or can be nothing that anybody reads. */
  readonly silent?: boolean;
}

/** Meta could not fetch the guest's file, so its id leads nowhere. */
const NOT_FETCHED = 131052;

type Reader = (of: Json, message: Json) => Content | null;

const readers: Readonly<Record<string, Reader>> = {
  text: (of) => words(textAt(of, 'body')),
  image: (of) => withMedia(of, (media) => [{ type: 'image', media, alt: textAt(of, 'caption') ?? '' }]),
  video: (of) => withMedia(of, (media) => [{ type: 'document', media, name: 'video' }, ...captionOf(of)]),
  audio: readAudio,
  // Until 2023 a voice message had a type of its own.
  voice: (of) => readAudio({ ...of, voice: true }),
  document: (of) =>
    withMedia(of, (media) => [
      { type: 'document', media, name: textAt(of, 'filename') ?? 'document' },
      ...captionOf(of),
    ]),
  sticker: () => unsupported('sticker'),
  location: readLocation,
  contacts: (_of, message) => readContacts(objectsAt(message, 'contacts')),
  interactive: readInteractive,
  button: (of) => picked(textAt(of, 'payload'), textAt(of, 'text')),
  order: readOrder,
};

/** Null: it has a type that nobody here has heard of. */
export function contentOf(message: Json): Content | null {
  const type = textAt(message, 'type') ?? '';
  if (type === 'unsupported' || type === 'unknown') {
    return { ...unsupported(textAt(objectAt(message, 'unsupported'), 'type') ?? type), silent: true };
  }
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (read === undefined) return null;
  if (objectsAt(message, 'errors').some((error) => numberAt(error, 'code') === NOT_FETCHED)) return unsupported(type);
  return read(objectAt(message, type), message) ?? unsupported(type);
}

function unsupported(what: string): Content {
  return { parts: [{ type: 'unsupported', what }] };
}

function words(text: string | undefined): Content | null {
  return text === undefined ? null : { parts: [{ type: 'text', text }] };
}

function captionOf(of: Json): Part[] {
  const text = textAt(of, 'caption');
  return text === undefined ? [] : [{ type: 'text', text }];
}

/** Null where nothing leads to the file. */
function withMedia(of: Json, build: (media: Media) => Part[]): Content | null {
  const [id, url, mime, sha256] = ['id', 'url', 'mime_type', 'sha256'].map((key) => textAt(of, key));
  const address = url !== undefined && /^https?:\/\/\S+$/.test(url) ? url : undefined;
  if (id === undefined && address === undefined) return null;
  const media: Media = {
    ...(id !== undefined && { id }),
    ...(address !== undefined && { url: address }),
    ...(mime !== undefined && { mime }),
    ...(sha256 !== undefined && { sha256 }),
  };
  return { parts: build(media) };
}

function readAudio(of: Json): Content | null {
  return withMedia(of, (media) => [{ type: 'audio', media, voice: of.voice === true }]);
}

function readLocation(of: Json): Content | null {
  const [latitude, longitude] = [numberAt(of, 'latitude'), numberAt(of, 'longitude')];
  if (latitude === undefined || longitude === undefined) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  const [name, address] = [textAt(of, 'name'), textAt(of, 'address')];
  return {
    parts: [{ type: 'location', latitude, longitude, ...(name && { name }), ...(address && { address }) }],
  };
}

/** Cards of an address book, written out for the people who will use them. */
function readContacts(cards: readonly Json[]): Content | null {
  const lines = cards.flatMap((card) => {
    const name = textAt(objectAt(card, 'name'), 'formatted_name');
    const numbers = objectsAt(card, 'phones').map((phone) => textAt(phone, 'phone') ?? textAt(phone, 'wa_id'));
    const mails = objectsAt(card, 'emails').map((mail) => textAt(mail, 'email'));
    const line = [name, ...numbers, ...mails].filter((text) => text !== undefined).join(', ');
    return line === '' ? [] : [line];
  });
  return lines.length === 0 ? null : { parts: [{ type: 'text', text: lines.join('\n') }], staff: 'contacts' };
}

function readInteractive(of: Json): Content | null {
  const kind = textAt(of, 'type') ?? '';
  const reply = objectAt(of, kind);
  if (kind === 'button_reply' || kind === 'list_reply') return picked(textAt(reply, 'id'), textAt(reply, 'title'));
  // The answers of a form are in `response_json`, which is kept with the message as it came, valid or not.
  if (kind === 'nfm_reply') return { parts: flowParts(reply), staff: 'flow' };
  return null;
}

function flowParts(reply: Json): Part[] {
  return [{ type: 'text', text: textAt(reply, 'body') ?? textAt(reply, 'name') ?? 'flow' }];
}

function picked(payload: string | undefined, title: string | undefined): Content | null {
  const chosen = payload ?? title;
  return chosen === undefined ? null : { parts: [{ type: 'picked', payload: chosen, title: title ?? chosen }] };
}

function readOrder(of: Json): Content | null {
  const items = objectsAt(of, 'product_items').map((item) => {
    const [price, currency] = [textAt(item, 'item_price'), textAt(item, 'currency')];
    const cost = price === undefined ? '' : ` (${[price, currency].filter(Boolean).join(' ')})`;
    return `${textAt(item, 'quantity') ?? '1'} × ${textAt(item, 'product_retailer_id') ?? '?'}${cost}`;
  });
  const text = [textAt(of, 'text'), ...items].filter(Boolean).join('\n');
  return text === '' ? null : { parts: [{ type: 'text', text }], staff: 'order' };
}
