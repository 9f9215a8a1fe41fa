import { Document, LineCounter } from 'yaml';
import type { Piece, Place } from '../config.ts';
import type { Findings } from '../findings.ts';
import { describeKind } from './describe-kind.ts';
import { placeAt, type YamlSource } from './locate.ts';

/** A value of a parsed file together with the way to it. */
export class YamlPiece implements Piece {
  readonly value: unknown;
  readonly #source: YamlSource;
  readonly #path: readonly PropertyKey[];

  constructor(source: YamlSource, value: unknown, path: readonly PropertyKey[] = []) {
    this.value = value;
    this.#source = source;
    this.#path = path;
  }

  get place(): Place {
    return this.at([]);
  }

  at(path: readonly PropertyKey[], textLine?: number): Place {
    return placeAt(this.#source, [...this.#path, ...path], textLine);
  }

  child(key: PropertyKey): YamlPiece {
    return new YamlPiece(this.#source, isMapping(this.value) ? own(this.value, key) : undefined, [...this.#path, key]);
  }
}

/** Stands for a file that is not there. */
export function emptyPiece(file: string): Piece {
  return new YamlPiece({ file, document: new Document({}), lines: new LineCounter() }, {});
}

/** The items of a list; nothing where nothing is written, a fault where it is no list. */
export function itemsOf(piece: Piece, findings: Findings): Piece[] {
  if (piece.value === undefined || piece.value === null) return [];
  if (Array.isArray(piece.value)) return piece.value.map((_, index) => piece.child(index));
  findings.fault(piece.place, `must be a list, is ${describeKind(piece.value)}`, 'begin each item with "- "');
  return [];
}

/** The entries of a mapping; nothing where nothing is written, a fault where it is no mapping. */
export function entriesOf(piece: Piece, findings: Findings): [string, Piece][] {
  if (piece.value === undefined || piece.value === null) return [];
  if (isMapping(piece.value) && !Array.isArray(piece.value)) {
    return Object.keys(piece.value).map((key) => [key, piece.child(key)]);
  }
  findings.fault(piece.place, `must be a mapping, is ${describeKind(piece.value)}`, 'write "name: …" lines below it');
  return [];
}

function isMapping(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

function own(value: Record<PropertyKey, unknown>, key: PropertyKey): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
