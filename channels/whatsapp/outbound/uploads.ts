import type { MediaFile, MediaStore } from '@botones/contract';
import type { Graph, GraphAnswer } from '../graph.ts';
import { textAt } from '../inbound/read.ts';
import type { Link, Payload } from '../types.ts';

/** Ids that Meta gave to files of ours; it keeps them for 30 days. */
export type Uploads = Map<string, { id: string; until: number }>;

const KEPT_MS = 29 * 86_400_000;
const MOST = 1_000;

interface Tools {
  readonly graph: Graph;
  readonly media: MediaStore;
  readonly uploads: Uploads;
}

/** Files of our own are handed over: Meta may not be able to reach this bot. All others it fetches by their address. */
export async function sendable(tools: Tools, account: string, payload: Payload, signal: AbortSignal): Promise<object> {
  const typed = { messaging_product: 'whatsapp', ...payload };
  const place = fileIn(payload);
  if (place === null || !('link' in place)) return typed;
  const id = await uploaded(tools, account, place.link, signal);
  if (id === null) return typed;
  const { link: _, ...rest } = place;
  return replaceFile(payload, { ...rest, id });
}

/** The file that a payload shows; null: none. */
function fileIn(payload: Payload): Link | null {
  if (payload.type === 'image') return payload.image;
  if (payload.type === 'audio') return payload.audio;
  if (payload.type === 'document') return payload.document;
  const header = payload.type === 'interactive' && 'header' in payload.interactive ? payload.interactive.header : null;
  if (!header) return null;
  return header.type === 'image' ? header.image : header.document;
}

function replaceFile(payload: Payload, file: Link): object {
  if (payload.type !== 'interactive') return { ...payload, [payload.type]: file };
  const { interactive } = payload;
  const type = ('header' in interactive && interactive.header?.type) || 'image';
  return { ...payload, interactive: { ...interactive, header: { type, [type]: file } } };
}

/** Null: it is none of ours. */
async function uploaded({ graph, media, uploads }: Tools, account: string, link: string, signal: AbortSignal) {
  const key = `${account} ${link}`;
  const known = uploads.get(key);
  if (known !== undefined && known.until > Date.now()) return known.id;
  const file = await media.get(link);
  if (file === null) return null;
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', file.mime);
  form.set('file', blobOf(file), file.name ?? 'file');
  const encoded = new Response(form);
  const answer = await graph.call({
    method: 'POST',
    path: `/${account}/media`,
    body: Buffer.from(await encoded.arrayBuffer()),
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    signal,
  });
  const id = textAt(answer.body, 'id');
  if (answer.status !== 200 || id === undefined) throw new UploadRefused(answer);
  if (uploads.size >= MOST) uploads.delete(uploads.keys().next().value ?? '');
  uploads.set(key, { id, until: Date.now() + KEPT_MS });
  return id;
}

function blobOf({ bytes, mime }: MediaFile): Blob {
  return new Blob([new Uint8Array(bytes)], { type: mime });
}

/** Meta did not take the file, so no message was sent. */
export class UploadRefused extends Error {
  readonly answer: GraphAnswer;

  constructor(answer: GraphAnswer) {
    super(`Meta answers ${answer.status} to a file.`);
    this.answer = answer;
  }
}
