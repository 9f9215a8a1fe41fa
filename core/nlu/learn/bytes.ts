import { BotonesError } from '@botones/contract';

export type Files = Readonly<Record<string, Uint8Array>>;

export function floatBytes(numbers: Float32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** Copies, because bytes read from a file need not begin at a multiple of four. */
export function bytesToFloats(files: Files, name: string): Float32Array {
  return new Float32Array(Uint8Array.from(fileOf(files, name)).buffer);
}

/** 16 bits a number. */
export function halfBytes(numbers: Float32Array): Uint8Array {
  return new Uint8Array(Float16Array.from(numbers).buffer);
}

export function halvesToFloats(files: Files, name: string): Float32Array {
  return Float32Array.from(new Float16Array(Uint8Array.from(fileOf(files, name)).buffer));
}

export function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

export function bytesToJson<Value>(files: Files, name: string): Value {
  return JSON.parse(bytesToText(files, name));
}

export function bytesToText(files: Files, name: string): string {
  return Buffer.from(fileOf(files, name)).toString();
}

function fileOf(files: Files, name: string): Uint8Array {
  const bytes = files[name];
  if (!bytes) throw new BotonesError('ERR_MODEL_INVALID', `The model lacks the file "${name}"; run npm run train`);
  return bytes;
}
