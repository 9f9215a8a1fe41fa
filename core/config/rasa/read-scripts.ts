import type { Piece } from '../config.ts';
import type { Findings } from '../findings.ts';
import { checkShape } from '../yaml/check-shape.ts';
import { itemsOf } from '../yaml/piece.ts';
import { scripts } from './domain-schema.ts';

/** The rules or stories of a file that have a name and steps, otherwise as they stand. */
export function readScripts(piece: Piece, kind: keyof typeof scripts, findings: Findings): Piece[] {
  return itemsOf(piece, findings).filter((item) => checkShape<unknown>(scripts[kind], item, findings) !== null);
}
