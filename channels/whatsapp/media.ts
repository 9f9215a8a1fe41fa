import { createHash } from 'node:crypto';
import { BotonesError, type Media } from '@botones/contract';
import { fileTypeFromBuffer } from 'file-type';
import { request } from 'undici';
import type { Graph } from './graph.ts';
import { textAt } from './inbound/read.ts';
import type { Options } from './options.ts';

interface File {
  bytes: Uint8Array;
  mime: string;
}

/** Hosts of Meta's that serve files; nobody else may see the token. */
const hosts = /^(graph\.facebook\.com|(.+\.)?(fbsbx\.com|fbcdn\.net))$/;

/**
 * Fetches what a guest sent. Its address, which is good for five minutes, comes with the message or is asked for; one that
 * has expired is asked for once more.
 *
 * @throws BotonesError `ERR_NOT_FOUND` (Meta keeps files for seven days), `ERR_MEDIA_TOO_LARGE`, `ERR_MEDIA_REFUSED`: its
 * address is not Meta's, or its bytes are not those that were announced.
 */
export async function fetchMedia(graph: Graph, options: Options, media: Media, signal: AbortSignal): Promise<File> {
  // The address in a message is a shortcut: one that leads elsewhere is no reason to refuse the file.
  const told = media.url !== undefined && (media.id === undefined || isTrusted(media.url, options)) ? media.url : null;
  const addresses = [() => told, () => ask(graph, media, signal), () => ask(graph, media, signal)];
  for (const find of addresses) {
    const url = await find();
    if (url === null) continue;
    const file = await download(url, options, media, signal);
    if (file !== null) return file;
  }
  throw new BotonesError('ERR_NOT_FOUND', 'Meta does not have this file any more.');
}

async function ask(graph: Graph, { id }: Media, signal: AbortSignal): Promise<string | null> {
  if (id === undefined) return null;
  const { status, body } = await graph.call({ method: 'GET', path: `/${encodeURIComponent(id)}`, signal });
  if (status >= 500 || status === 429) throw new Error(`Meta answers ${status} when it is asked for a file.`);
  return status === 200 ? (textAt(body, 'url') ?? null) : null;
}

/** Null: the address has expired. */
async function download(url: string, options: Options, media: Media, signal: AbortSignal): Promise<File | null> {
  if (!isTrusted(url, options)) throw new BotonesError('ERR_MEDIA_REFUSED', 'The address of the file is not Meta’s.');
  const response = await request(url, {
    headers: { authorization: `Bearer ${options.token}`, 'user-agent': 'Botones' },
    signal,
  });
  if (response.statusCode !== 200) {
    await response.body.dump();
    if (response.statusCode >= 500) throw new Error(`Meta answers ${response.statusCode} instead of a file.`);
    return null;
  }
  const bytes = await readWithin(response.body, options.maxFileMB * 1_000_000);
  if (!isWhatWasAnnounced(bytes, media.sha256))
    throw new BotonesError('ERR_MEDIA_REFUSED', 'The file is not the one that was announced.');
  return { bytes, mime: await typeOf(bytes, media.mime) };
}

/** By its own bytes; what has no mark (plain text) is believed only where it can do no harm in a browser. */
async function typeOf(bytes: Uint8Array, announced = ''): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  // A voice message: the announcement says which codec is inside.
  if (found !== undefined) return announced.startsWith(`${found.mime};`) ? announced : found.mime;
  return /^text\/(plain|csv|calendar|vcard)\b/.test(announced) ? announced : 'application/octet-stream';
}

function isTrusted(url: string, options: Options): boolean {
  const [file, api] = [URL.parse(url), new URL(options.url)];
  if (file === null || file.username !== '' || file.password !== '') return false;
  return file.origin === api.origin || (file.protocol === 'https:' && hosts.test(file.hostname));
}

async function readWithin(body: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw new BotonesError('ERR_MEDIA_TOO_LARGE', `A file is larger than ${most} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Messages tell the sum in Base64, the API in hexadecimal. */
function isWhatWasAnnounced(bytes: Uint8Array, sha256: string | undefined): boolean {
  if (sha256 === undefined) return true;
  const sum = createHash('sha256').update(bytes);
  const hash = sum.digest();
  return sha256 === hash.toString('base64') || sha256.toLowerCase() === hash.toString('hex');
}
