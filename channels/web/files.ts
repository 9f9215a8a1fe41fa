import type { HttpAnswer, HttpRequest, Media, Part, TranscriptEntry } from '@botones/contract';
import { bearer } from './bearer.ts';
import type { Desk } from './desk.ts';
import { readAddress, signAddress, signFile } from './file-token.ts';
import { mayTalk } from './origins.ts';
import { json, refuse } from './refusals.ts';
import { sniff } from './sniff.ts';
import { readToken } from './token.ts';

/** A phone's photo is 3 to 8 MB; the widget makes it smaller first. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** `POST /files`, the file as body → 201 `{file, mime, bytes, url}`; `file` is what a message refers to. */
export async function takeFile(desk: Desk, request: HttpRequest): Promise<HttpAnswer> {
  if (!mayTalk(request, desk.options.origins)) return refuse('origin_not_allowed');
  const token = bearer(request);
  if (token === undefined) return refuse('token_missing');
  const claims = readToken(desk.key, token, desk.seconds());
  if (claims === null || !desk.accounts.includes(claims.account)) return refuse('token_invalid');
  const limit = desk.options.limits.filesPerSession;
  if (!(await desk.allow(`web:files:${claims.session}`, limit))) {
    return refuse('too_many_requests', { 'retry-after': String(limit.seconds) });
  }
  if (request.body.byteLength > MAX_FILE_BYTES) return refuse('file_too_large');
  const mime = sniff(request.body);
  if (mime === null) return refuse('file_not_taken');
  const name = nameOf(request.query.get('name') ?? '');
  const { id, bytes, sha256 } = await desk.media.put({ bytes: request.body, mime, name });
  const file = signFile(desk.key, { id, mime, name, bytes, sha256, session: claims.session });
  return json(201, { file, mime, bytes, url: urlOf(desk, id) });
}

/** `GET /files/<address>`: a file of the transcript, for whoever has been told its address. */
export async function giveFile(desk: Desk, request: HttpRequest): Promise<HttpAnswer> {
  const id = readAddress(desk.key, request.path.replace(/^\/files\//, ''));
  const file = id === null ? null : await desk.media.get(id);
  if (file === null) return refuse('unknown_file');
  return {
    status: 200,
    headers: {
      'content-type': file.mime,
      'cache-control': 'private, max-age=3600',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'content-disposition': /^(image|audio)\//.test(file.mime) ? 'inline' : 'attachment',
    },
    body: file.bytes,
  };
}

/** Entries with addresses for files that stand in our own store only. */
export function withAddresses(desk: Desk, entries: readonly TranscriptEntry[]): TranscriptEntry[] {
  return entries.map((entry) => {
    if (!entry.parts.some(isKept)) return entry;
    return { ...entry, parts: entry.parts.map((part) => (isKept(part) ? withAddress(desk, part) : part)) };
  });
}

type WithMedia = Part & { media: Media };

function isKept(part: Part): part is WithMedia {
  return 'media' in part && part.media.url === undefined && part.media.id !== undefined;
}

function withAddress(desk: Desk, part: WithMedia): Part {
  return { ...part, media: { ...part.media, url: urlOf(desk, part.media.id ?? '') } } as Part;
}

function urlOf(desk: Desk, id: string): string {
  return `${desk.basePath}/files/${signAddress(desk.key, id)}`;
}

/** A file's name without its folder, and without what could be mistaken for something else. */
function nameOf(given: string): string {
  const plain = given
    .toWellFormed()
    .replace(/[\p{C}"<>:|?*]/gu, '')
    .replace(/^.*[/\\]/, '')
    .trim();
  return plain.slice(0, 120) || 'file';
}
