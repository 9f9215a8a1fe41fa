import type { Piece } from '../config.ts';
import type { Reading } from './rasa-file.ts';

/** Faults for texts in languages that no property speaks; `piece` holds them by language. */
export function checkSpoken(given: unknown, piece: Piece, { spoken, findings }: Reading): void {
  if (typeof given !== 'object' || given === null || !spoken) return;
  for (const language of Object.keys(given)) {
    if (spoken.has(language)) continue;
    const cure = `write one of ${[...spoken].join(', ')}, or add it to property.languages`;
    findings.fault(piece.at([language]), `no property speaks "${language}"`, cure);
  }
}
