import { OUT_OF_SCOPE, type Turn } from '@botones/contract';
import type { Lesson } from '../delivery/types.ts';
import type { Tracker } from '../dialogue/tracker.ts';
import type { Acted } from './acted.ts';
import { PARTLY } from './letter/answer-letter.ts';

export interface Lived {
  readonly turn: Turn;
  /** As the turn began. */
  readonly tracker: Tracker;
  readonly acted: Pick<Acted, 'done' | 'outcome' | 'unsure'>;
  /** The guest took one of our own choices. */
  readonly certain: boolean;
  /** The pipeline was out of order. */
  readonly failed: boolean;
}

/** Why a person is called where more examples could have helped. */
const unsure: readonly string[] = ['low_confidence', 'unknown_intent', 'unserved_intent', PARTLY, OUT_OF_SCOPE];

/**
 * What the turn can teach: a message that went to a person because the bot was unsure of it or took it for a person's,
 * or one that the bot asked back about and the guest meant otherwise.
 */
export function lessonOf({ turn, tracker, acted, certain, failed }: Lived): Lesson | null {
  const { text, understanding } = acted.unsure ?? turn;
  const { intent, confidence, language } = understanding;
  if (certain) return correctionOf(tracker, intent);
  if (failed || acted.done.do === 'silent' || acted.outcome.handoff === undefined) return null;
  const isEscalated = intent === OUT_OF_SCOPE || unsure.includes(acted.outcome.handoff.reason);
  return isEscalated ? { reason: 'escalated', text, language, intent, confidence, meant: null } : null;
}

/** "Something else" says what was not meant, and not what was. */
function correctionOf({ doubted }: Tracker, chosen: string | null): Lesson | null {
  if (doubted === null || doubted.intent === chosen) return null;
  return { reason: 'corrected', ...doubted, meant: chosen === OUT_OF_SCOPE ? null : chosen };
}
