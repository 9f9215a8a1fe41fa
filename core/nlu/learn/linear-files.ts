import { bytesToFloats, type Files, floatBytes } from './bytes.ts';
import type { Linear } from './matrix.ts';

export function linearFiles({ weights, bias }: Linear): Record<string, Uint8Array> {
  return { 'weights.f32': floatBytes(weights), 'bias.f32': floatBytes(bias) };
}

export function linearFromFiles(files: Files): Linear {
  const bias = bytesToFloats(files, 'bias.f32');
  return { weights: bytesToFloats(files, 'weights.f32'), bias, outputs: bias.length };
}
