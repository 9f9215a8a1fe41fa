import { bytesToFloats, type Files, floatBytes } from './bytes.ts';
import type { Linear } from './matrix.ts';

export function linearFiles({ weights, bias }: Linear, prefix = ''): Record<string, Uint8Array> {
  return { [`${prefix}weights.f32`]: floatBytes(weights), [`${prefix}bias.f32`]: floatBytes(bias) };
}

export function linearFromFiles(files: Files, prefix = ''): Linear {
  const bias = bytesToFloats(files, `${prefix}bias.f32`);
  return { weights: bytesToFloats(files, `${prefix}weights.f32`), bias, outputs: bias.length };
}
