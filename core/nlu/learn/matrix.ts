import type { Features } from '@botones/contract';

/** Sparse rows one after another: row `r` is `ids[starts[r]]` up to `ids[starts[r + 1]]`. */
export interface SparseRows {
  readonly ids: Uint32Array;
  readonly values: Float32Array;
  readonly starts: Uint32Array;
  /** Number of columns. */
  readonly size: number;
}

/** Packs sparse vectors, so that the trainers walk plain typed arrays. */
export function packRows(vectors: readonly Features[]): SparseRows {
  const total = vectors.reduce((sum, vector) => sum + vector.ids.length, 0);
  const rows = {
    ids: new Uint32Array(total),
    values: new Float32Array(total),
    starts: new Uint32Array(vectors.length + 1),
    size: vectors[0]?.size ?? 0,
  };
  let at = 0;
  vectors.forEach((vector, row) => {
    rows.ids.set(vector.ids, at);
    rows.values.set(vector.values, at);
    at += vector.ids.length;
    rows.starts[row + 1] = at;
  });
  return rows;
}

/** Features of the longest row. */
export function widestRow({ starts }: SparseRows): number {
  let most = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    most = Math.max(most, (starts[row + 1] as number) - (starts[row] as number));
  }
  return most;
}

/**
 * A linear model: `weights[id * outputs + output]`. A feature's weights for all outputs lie side by side, so that
 * a message touches one short run of memory a feature.
 */
export interface Linear {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly outputs: number;
}

/** bias + weights · features, one number an output. */
export function applyLinear(model: Linear, features: Features): Float32Array {
  const { weights, outputs } = model;
  const { ids, values } = features;
  const scores = Float32Array.from(model.bias);
  for (let index = 0; index < ids.length; index++) {
    const value = values[index] as number;
    let at = (ids[index] as number) * outputs;
    for (let output = 0; output < outputs; output++) {
      scores[output] = (scores[output] as number) + value * (weights[at++] as number);
    }
  }
  return scores;
}
