import { bytesToFloats, type Files, floatBytes, halfBytes, halvesToFloats } from './bytes.ts';
import type { Linear } from './matrix.ts';

/** Weights as they will be read again: half the bytes on disk, and no answer that changes by saving. */
export function roundLinear({ weights, bias, outputs }: Linear, factor = 1): Linear {
  return {
    weights: weights.map((weight) => Math.f16round(weight * factor)),
    bias: bias.map((one) => one * factor),
    outputs,
  };
}

/** Of a rounded model. */
export function linearFiles({ weights, bias }: Linear, prefix = ''): Record<string, Uint8Array> {
  return { [`${prefix}weights.f16`]: halfBytes(weights), [`${prefix}bias.f32`]: floatBytes(bias) };
}

export function linearFromFiles(files: Files, prefix = ''): Linear {
  const bias = bytesToFloats(files, `${prefix}bias.f32`);
  return { weights: halvesToFloats(files, `${prefix}weights.f16`), bias, outputs: bias.length };
}
