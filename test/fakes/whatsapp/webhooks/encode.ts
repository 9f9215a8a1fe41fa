import { createHmac } from 'node:crypto';
import type { WebhookSettings } from '../settings.ts';

/** The bytes of a body. Meta escapes what is not ASCII, and slashes; or it does not. */
export function encode(payload: unknown, form: WebhookSettings['escape']): Buffer {
  const text = JSON.stringify(payload);
  if (form === 'utf8') return Buffer.from(text);
  const ascii = text
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');
  return Buffer.from(ascii);
}

/** `X-Hub-Signature-256` over exactly these bytes. */
export function signatureOf(body: Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export type Forgery =
  | 'wrong secret'
  | 'missing'
  | 'empty'
  | 'no prefix'
  | 'sha1'
  | 'short'
  | 'upper case'
  | 'changed byte'
  | 'reserialised';

/** A body and a header as somebody would send them who lacks the secret. */
export function forge(body: Buffer, secret: string, forgery: Forgery): { body: Buffer; signature: string | null } {
  const right = signatureOf(body, secret);
  switch (forgery) {
    case 'wrong secret':
      return { body, signature: signatureOf(body, `${secret}x`) };
    case 'missing':
      return { body, signature: null };
    case 'empty':
      return { body, signature: '' };
    case 'no prefix':
      return { body, signature: right.slice(7) };
    case 'sha1':
      return { body, signature: `sha1=${createHmac('sha1', secret).update(body).digest('hex')}` };
    case 'short':
      return { body, signature: right.slice(0, -2) };
    case 'upper case':
      return { body, signature: `sha256=${right.slice(7).toUpperCase()}` };
    case 'changed byte': {
      const changed = Buffer.from(body);
      const last = changed.length - 1;
      changed[last] = (changed[last] ?? 0) ^ 1;
      return { body: changed, signature: right };
    }
    case 'reserialised':
      return { body: Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1)), signature: right };
  }
}
