import type { Piece } from '../config.ts';
import type { Findings } from '../findings.ts';
import { entriesOf, itemsOf } from '../yaml/piece.ts';

/** Forms by name. Up to Rasa 2 they could be a list: of names, whose slots only Python knew, or of one `name:` each. */
export function formEntries(piece: Piece, findings: Findings): [string, Piece][] {
  if (!Array.isArray(piece.value)) return entriesOf(piece, findings);
  return itemsOf(piece, findings).flatMap((item): [string, Piece][] =>
    typeof item.value === 'string' ? [[item.value, item.child('required_slots')]] : entriesOf(item, findings),
  );
}
