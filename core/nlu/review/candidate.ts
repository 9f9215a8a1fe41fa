import type { Understanding } from '@botones/contract';
import { redactText } from './redact-text.ts';

/** A message that could teach the bot something, kept until the team has decided. */
export interface Candidate {
  /** Given by the store. */
  readonly id: string;
  readonly property: string;
  /** Redacted and on one line. */
  readonly text: string;
  readonly language: string;
  /** `escalated`: the bot was too unsure to answer. `corrected`: staff or the guest said that the answer was wrong. */
  readonly reason: 'escalated' | 'corrected';
  /** What the bot took it for, or null. */
  readonly intent: string | null;
  readonly confidence: number;
  /** What the guest said was meant, by a choice of "Did you mean …?"; null or absent where nobody said. */
  readonly meant?: string | null;
  /** ISO 8601 instant. */
  readonly keptAt: string;
}

/** What became of a candidate: an example of an intent (`out_of_scope` among them), or nothing. */
export type Decision = { readonly intent: string } | 'discarded';

/** Where candidates wait: PostgreSQL (`openStoredCandidates`), or a file for messages from elsewhere. */
export interface CandidateStore {
  keep(candidate: Omit<Candidate, 'id'>): Promise<void>;
  /** Undecided ones, oldest first. */
  list(property: string, limit: number): Promise<Candidate[]>;
  decide(ids: readonly string[], decision: Decision): Promise<void>;
  /** Retention: removes candidates kept before an ISO 8601 instant, decided or not, and counts them. */
  forget(property: string, before: string): Promise<number>;
}

/**
 * The candidate that a turn leaves behind, or null when there is nothing to learn: no words, or far too many for an
 * example.
 */
export function toCandidate(
  property: string,
  text: string,
  understanding: Pick<Understanding, 'intent' | 'confidence' | 'language'>,
  reason: Candidate['reason'],
  now: Temporal.Instant,
): Omit<Candidate, 'id'> | null {
  const redacted = redactText(text);
  if (!/\p{L}/u.test(redacted) || redacted.length > 300) return null;
  const { intent, confidence, language } = understanding;
  return { property, text: redacted, language, reason, intent, confidence, keptAt: now.toString() };
}
