import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A key that signs tokens. */
export interface Key {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

let count = 0;

export function newKey(): Key {
  count += 1;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid: `fake-key-${count}`, privateKey, publicKey };
}

export function jwkOf({ kid, publicKey }: Key): Record<string, unknown> {
  return { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
}
