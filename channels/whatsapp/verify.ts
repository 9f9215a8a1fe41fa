import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HttpRequest, Verdict } from '@botones/contract';

const shape = /^sha256=([0-9a-f]{64})$/;

/** `X-Hub-Signature-256`: HMAC-SHA256 of the bytes as they came, under the secret of the app. */
export function verify(request: HttpRequest, secrets: readonly string[]): Verdict {
  const header = request.headers['x-hub-signature-256'];
  if (header === undefined) return refuse('the signature is missing');
  const [, hex] = shape.exec(header) ?? [];
  if (hex === undefined) return refuse('the signature has another form');
  const given = Buffer.from(hex, 'hex');
  const genuine = secrets.some((secret) =>
    timingSafeEqual(given, createHmac('sha256', secret).update(request.body).digest()),
  );
  return genuine ? { ok: true } : refuse('the signature is not of this app');
}

function refuse(reason: string): Verdict {
  return { ok: false, status: 401, reason };
}
