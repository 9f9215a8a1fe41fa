import type { z } from 'zod';
import type { Piece } from '../config.ts';
import type { Findings } from '../findings.ts';
import { readAdvice } from './advise.ts';
import { explainIssue } from './explain-issue.ts';
import { flattenIssues } from './flatten-issues.ts';
import { prune } from './prune.ts';
import { didYouMean, suggest } from './suggest.ts';

type At = Pick<Piece, 'at'>;

/** Repairs after which a value is given up; each removes at least one entry. */
const maxRepairs = 10;

/**
 * Checks a piece of YAML against a schema: each zod issue becomes a fault at the nearest YAML node.
 * Returns what the schema makes of it; null when there are faults.
 */
export function checkShape<T>(schema: z.ZodType<T>, piece: Piece, findings: Findings): T | null {
  const result = schema.safeParse(piece.value, { error: explainIssue });
  if (result.success) return result.data;
  reportIssues(result.error.issues, piece, findings);
  return null;
}

/** Like `checkShape`, but returns what is right of a faulty piece, so that one typo does not bring a dozen further faults. */
export function salvageShape<T>(schema: z.ZodType<T>, piece: Piece, findings: Findings): T | null {
  const whole = checkShape(schema, piece, findings);
  if (whole !== null) return whole;
  let { value } = piece;
  for (let repairs = 0; repairs <= maxRepairs && value !== undefined; repairs++) {
    const result = schema.safeParse(value, { error: explainIssue });
    if (result.success) return result.data;
    value = prune(value, flattenIssues(result.error.issues));
  }
  return null;
}

/** Faults for the keys of a mapping that are not among the known ones. */
export function checkKeys(piece: At, keys: readonly string[], known: readonly string[], findings: Findings): void {
  for (const key of keys) {
    if (known.includes(key)) continue;
    findings.fault(piece.at([key]), `unknown key "${key}"`, didYouMean(key, known, listOf(known)));
  }
}

/** Faults for zod issues whose messages `explainIssue` wrote; `cure` for those that a schema's author wrote otherwise. */
export function reportIssues(issues: readonly z.core.$ZodIssue[], piece: At, findings: Findings, cure?: string): void {
  const flat = flattenIssues(issues);
  const misspelt = new Set<string>();
  for (const { path, unknownKeys, message } of flat) {
    if (!unknownKeys) continue;
    const known = message.split('\n').filter(Boolean);
    checkKeys({ at: (below) => piece.at([...path, ...below]) }, unknownKeys, known, findings);
    for (const key of unknownKeys) misspelt.add(JSON.stringify([...path, suggest(key, known)]));
  }
  for (const { path, unknownKeys, message } of flat) {
    if (unknownKeys || misspelt.has(JSON.stringify(path))) continue;
    const advice = readAdvice(message, cure);
    const place = piece.at(path);
    if (!findings.isFaulty(place)) findings.fault(place, advice.message, advice.cure);
  }
}

function listOf(known: readonly string[]): string {
  return known.length ? `remove it; known are ${known.join(', ')}` : 'remove it';
}
