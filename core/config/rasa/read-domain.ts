import type { EntityDeclaration, Intent, Piece } from '../config.ts';
import { byLanguage } from '../words.ts';
import { salvageShape } from '../yaml/check-shape.ts';
import { checkSpoken } from './check-spoken.ts';
import { domainEntity, domainIntent } from './domain-schema.ts';
import type { Reading } from './rasa-file.ts';

/** Reads an entry of the domain's `intents:`: a name, or a name with options. */
export function readDomainIntent(piece: Piece, reading: Reading): Intent[] {
  const entry = salvageShape(domainIntent, piece, reading.findings);
  if (entry === null) return [];
  if (typeof entry === 'string') {
    return [{ name: entry, triggers: null, threshold: null, title: byLanguage(undefined, ''), place: piece.place }];
  }
  return Object.entries(entry).map(([name, { triggers = null, threshold = null, title }]) => {
    checkSpoken(title, piece.child(name).child('title'), reading);
    return { name, triggers, threshold, title: byLanguage(title, reading.language), place: piece.place };
  });
}

/** Reads an entry of the domain's `entities:`: a name, or a name with roles and groups. */
export function readDomainEntity(piece: Piece, reading: Reading): EntityDeclaration[] {
  const entry = salvageShape(domainEntity, piece, reading.findings);
  if (entry === null) return [];
  if (typeof entry === 'string') return [{ name: entry, roles: [], groups: [] }];
  return Object.entries(entry).map(([name, { roles = [], groups = [] }]) => ({ name, roles, groups }));
}
