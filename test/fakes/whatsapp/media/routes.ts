import { type Answer, json, type Request } from '../../http.ts';
import { GraphError } from '../graph-error.ts';
import type { PhoneNumber, World } from '../world.ts';
import { bareType, mediaKinds } from './kinds.ts';
import { isPast, mediaUrl, type StoredMedia, storeMedia } from './store.ts';

/** `POST /{phone number}/media`: multipart, with `messaging_product`, `type` and `file`. */
export async function upload(world: World, number: PhoneNumber, request: Request): Promise<Answer> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(request.body), { headers }).formData().catch(() => null);
  if (!form) throw new GraphError(100, { details: 'The body is no multipart form.' });
  const product = form.get('messaging_product') ?? request.query.get('messaging_product');
  if (product !== 'whatsapp')
    throw new GraphError(100, { message: '(#100) The parameter messaging_product is required.' });
  const file = form.get('file');
  if (!(file instanceof File)) throw new GraphError(100, { message: '(#100) The parameter file is required.' });
  const mime =
    bareType(file.type) === '' || bareType(file.type) === 'application/octet-stream'
      ? String(form.get('type'))
      : file.type;
  const kinds = Object.entries(mediaKinds).filter(([, { types }]) => types.includes(bareType(mime)));
  if (kinds.length === 0) {
    const types = Object.values(mediaKinds).flatMap(({ types }) => types);
    throw new GraphError(100, {
      message: `(#100) Param file must be a file with one of the following types: ${types.join(', ')}.`,
    });
  }
  if (kinds.every(([, { bytes }]) => file.size > bytes))
    throw new GraphError(131053, { details: 'File is too large.' });
  const media = storeMedia(world, number.id, mime, new Uint8Array(await file.arrayBuffer()), 30);
  return json({ id: media.id });
}

/** `GET /{media}`: where its bytes can be had, for five minutes. */
export function describe(world: World, media: StoredMedia, request: Request): Answer {
  mustBeOurs(world, media, request);
  const size = media.bytes.length;
  return json({
    messaging_product: 'whatsapp',
    url: mediaUrl(world, media),
    mime_type: media.mime,
    sha256: Buffer.from(media.sha256, 'base64').toString('hex'),
    file_size: world.settings.fileSize === 'string' ? String(size) : size,
    id: media.id,
  });
}

/** `DELETE /{media}`. */
export function remove(world: World, media: StoredMedia, request: Request): Answer {
  mustBeOurs(world, media, request);
  world.media.delete(media.id);
  return json({ success: true });
}

/** `GET /media-bytes/{token}`: 404 once it has expired. */
export function download(world: World, token: string): Answer {
  const media = [...world.media.values()].find(({ tokens }) => tokens.has(token));
  const expires = media?.tokens.get(token);
  if (!media || !expires || isPast(world, expires) || isPast(world, media.expires)) {
    return { status: 404, headers: { 'content-type': 'text/html' }, body: '<html><body>Not found</body></html>' };
  }
  return { status: 200, headers: { 'content-type': media.mime }, body: media.bytes };
}

function mustBeOurs(world: World, media: StoredMedia, { query }: Request): void {
  const number = query.get('phone_number_id');
  if (isPast(world, media.expires) || (number !== null && number !== media.number)) throw noSuchObject(media.id, 'get');
}

export function noSuchObject(id: string, method: string): GraphError {
  const message = `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`;
  return new GraphError(100, { message, subcode: 33 });
}
