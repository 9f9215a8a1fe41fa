import { decodeText, type Header, headerOf, readParameters, splitEntity, unquote } from './headers.ts';

/** A mail, or one part of it. */
export interface Entity {
  headers: readonly Header[];
  mimeType: string;
  /** Empty where there is none. */
  filename: string;
  /** Transfer encoding undone; text is in UTF-8, as Gmail gives it. Empty for what has parts. */
  body: Buffer;
  parts: readonly Entity[];
}

const DEEPEST = 100;

/** The tree of a mail in the form of RFC 5322, however broken it is. */
export function readMail(bytes: Buffer, depth = 0): Entity {
  const { headers, body } = splitEntity(bytes);
  const type = readParameters(headerOf(headers, 'content-type') ?? 'text/plain');
  const disposition = readParameters(headerOf(headers, 'content-disposition') ?? '');
  const filename = disposition.parameters.get('filename') ?? type.parameters.get('name') ?? '';
  const mimeType = /^[\w.+-]+\/[\w.+-]+$/.test(type.value) ? type.value : 'text/plain';
  const boundary = type.parameters.get('boundary');
  const whole = { headers, mimeType, filename };
  if (depth < DEEPEST && mimeType.startsWith('multipart/') && boundary !== undefined) {
    const parts = splitParts(body, boundary).map((part) => readMail(part, depth + 1));
    return { ...whole, body: Buffer.alloc(0), parts };
  }
  const decoded = decodeBody(body, headerOf(headers, 'content-transfer-encoding') ?? '');
  if (depth < DEEPEST && mimeType === 'message/rfc822') {
    return { ...whole, body: Buffer.alloc(0), parts: [readMail(decoded, depth + 1)] };
  }
  const charset = type.parameters.get('charset');
  const isText = mimeType.startsWith('text/') && charset !== undefined && !filename;
  return { ...whole, body: isText ? Buffer.from(decodeText(decoded, charset)) : decoded, parts: [] };
}

function splitParts(body: Buffer, boundary: string): Buffer[] {
  const text = body.toString('latin1');
  const escaped = boundary.replace(/[^\w]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
  const line = new RegExp(`(?:^|\\r?\\n)--${escaped}(--)?[ \\t]*(?=\\r?\\n|$)`, 'g');
  const parts: Buffer[] = [];
  let start = -1;
  for (const found of text.matchAll(line)) {
    if (start >= 0) parts.push(body.subarray(start, found.index));
    start = afterBreak(text, found.index + found[0].length);
    if (found[1]) return parts;
  }
  // A mail that was cut off has no last boundary.
  if (start >= 0) parts.push(body.subarray(start));
  return parts;
}

function afterBreak(text: string, at: number): number {
  if (text.startsWith('\r\n', at)) return at + 2;
  return text.startsWith('\n', at) ? at + 1 : at;
}

function decodeBody(body: Buffer, encoding: string): Buffer {
  const kind = encoding.trim().toLowerCase();
  if (kind === 'base64') return Buffer.from(body.toString('latin1'), 'base64');
  if (kind !== 'quoted-printable') return body;
  return unquote(
    body
      .toString('latin1')
      .replace(/[ \t]+(?=\r?\n|$)/g, '')
      .replace(/=\r?\n/g, ''),
  );
}

/** All leaves, in order; attached mails are not entered. */
export function leaves(entity: Entity): Entity[] {
  if (entity.mimeType === 'message/rfc822' || entity.parts.length === 0) return [entity];
  return entity.parts.flatMap(leaves);
}

/** The first text of this type that is no attachment. */
export function textOf(entity: Entity, mimeType: 'text/plain' | 'text/html'): string {
  const found = leaves(entity).find((leaf) => leaf.mimeType === mimeType && !leaf.filename);
  return found?.body.toString('utf8') ?? '';
}
