import type { Piece, Place } from '../config.ts';
import type { Findings } from '../findings.ts';

/** One example as it is written, marks included. */
export interface WrittenExample {
  readonly text: string;
  readonly place: Place;
}

/** Reads a block of "- " lines, or Rasa's list of `{text: …}`. The shape has been checked. */
export function readExamples(piece: Piece, findings: Findings): WrittenExample[] {
  const { value } = piece;
  const found =
    typeof value === 'string' ? readBlock(value, piece, findings) : Array.isArray(value) ? readList(piece) : [];
  if (found.length === 0) findings.fault(piece.place, 'has no examples', 'write one a line, each beginning with "- "');
  return found;
}

function readBlock(block: string, piece: Piece, findings: Findings): WrittenExample[] {
  return block.split('\n').flatMap((whole, index) => {
    const line = whole.trim();
    const place = piece.at([], index);
    const text = line.slice(1).trim();
    if (line.startsWith('-') && text) return [{ text, place }];
    if (line === '-') findings.warn(place, 'an empty example', 'write the example after the "-", or remove the line');
    else if (line && !line.startsWith('#')) findings.warn(place, `not read: "${line}"`, 'begin it with "- "');
    return [];
  });
}

function readList(piece: Piece): WrittenExample[] {
  return (piece.value as readonly unknown[]).flatMap((_, index) => {
    const item = piece.child(index).child('text');
    const text = String(item.value ?? '').trim();
    return text ? [{ text: text.replace(/^-\s+/, ''), place: item.place }] : [];
  });
}
