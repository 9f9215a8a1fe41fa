import type { Media, Part } from '@botones/contract';
import type { Content } from './content.ts';
import { readContacts, readForm, readOrder } from './papers.ts';
import { type Json, numberAt, objectAt, objectsAt, textAt } from './read.ts';

/** Meta could not fetch the guest's file, so its id leads nowhere. */
const NOT_FETCHED = 131052;

type Reader = (of: Json, message: Json) => Content | null;

const readers: Readonly<Record<string, Reader>> = {
  text: (of, message) => words(textAt(of, 'body') ?? textAt(message, 'text')),
  image: (of) => withMedia(of, (media) => [{ type: 'image', media, alt: textAt(of, 'caption') ?? '' }]),
  // What a film or a paper without a name is called is nothing that the guest said.
  video: (of) => withMedia(of, (media) => [{ type: 'document', media, name: '' }, ...captionOf(of)]),
  audio: readAudio,
  // Until 2023 a voice message had a type of its own.
  voice: (of) => readAudio({ ...of, voice: true }),
  document: (of) =>
    withMedia(of, (media) => [{ type: 'document', media, name: textAt(of, 'filename') ?? '' }, ...captionOf(of)]),
  sticker: () => unsupported('sticker'),
  location: readLocation,
  contacts: (_of, message) => readContacts(message),
  interactive: readInteractive,
  button: (of) => picked(textAt(of, 'payload'), textAt(of, 'text')),
  order: readOrder,
};

/** Its type; where it says none, that whose content it has. */
export function typeOf(message: Json): string {
  const said = textAt(message, 'type');
  return said ?? [...Object.keys(readers), ...deeds].find((type) => Object.hasOwn(message, type)) ?? 'none';
}

const deeds = ['reaction', 'edit', 'revoke', 'system'];

/** Null: it has a type that nobody here has heard of. */
export function contentOf(message: Json): Content | null {
  const type = typeOf(message);
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
  return withMedia(of, (media) => [{ type: 'audio', media, voice: String(of.voice) === 'true' }]);
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

function readInteractive(of: Json): Content | null {
  const kind = replyOf(of);
  const reply = objectAt(of, kind);
  if (kind === 'button_reply' || kind === 'list_reply') return picked(textAt(reply, 'id'), textAt(reply, 'title'));
  return kind === 'nfm_reply' ? readForm(reply) : null;
}

const replies = ['button_reply', 'list_reply', 'nfm_reply', 'call_permission_reply'];

/** How the guest answered; where it says nothing, by what it holds. */
export function replyOf(interactive: Json): string {
  return textAt(interactive, 'type') ?? replies.find((kind) => Object.hasOwn(interactive, kind)) ?? 'none';
}

function picked(payload: string | undefined, title: string | undefined): Content | null {
  const chosen = payload ?? title;
  return chosen === undefined ? null : { parts: [{ type: 'picked', payload: chosen, title: title ?? chosen }] };
}
