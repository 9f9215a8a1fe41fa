import type { Turn } from '@botones/contract';
import { choose } from '../../dialogue/choose.ts';
import type { Decision } from '../../dialogue/decide.ts';
import type { Remembered } from '../acted.ts';
import { parsePayload } from '../payload.ts';
import type { PropertyRuntime } from '../property-runtime.ts';
import { asks } from './phrases.ts';
import { type Reading, readLetter } from './read-letter.ts';
import { splitLetter } from './split-letter.ts';

/** A turn as it is answered. */
export interface ReadTurn {
  readonly turn: Turn;
  readonly decision: Decision;
  readonly certain: boolean;
  /** Of a letter that asks several things. */
  readonly reading: Reading | null;
}

/**
 * Where the channel carries letters, the turn as what its letter asks: without greetings and wishes, as the choice that it
 * names, or as several questions. A letter in which nothing is understood stays whole. A message of a chat is taken apart
 * only where it asks several things and all of them are understood.
 */
export async function readTurn(
  runtime: PropertyRuntime,
  given: Omit<ReadTurn, 'reading'>,
  { tracker, dialogue }: Remembered,
): Promise<ReadTurn> {
  const { turn, decision, certain } = given;
  const whole = { ...given, reading: null };
  const { text, language, now } = turn;
  const isLetter = runtime.channels.get(turn.channel)?.capabilities.letters === true;
  if (certain || !isWords(decision) || !(isLetter || asksSeveral(text))) return whole;
  const reading = await readLetter(runtime, { text, language, now }, dialogue);
  const [first, ...more] = [...(reading?.questions ?? []), ...(reading?.open ?? [])];
  if (reading === null || first === undefined) return whole;
  if (!isLetter && (more.length === 0 || reading.open.length > 0)) return whole;
  if (more.length > 0) {
    const { understanding, decision: lead } = first;
    return reading.questions.length === 0
      ? whole
      : { turn: { ...turn, understanding }, decision: lead, certain, reading };
  }
  const choice = choose(first.text, tracker.offered);
  const meant = choice && parsePayload(choice.payload, language, runtime.config.bot);
  if (meant?.intent) {
    const chosen = { ...turn, text: first.text, understanding: meant };
    return { turn: chosen, decision: { do: 'follow', intent: meant.intent }, certain: true, reading: null };
  }
  if (reading.questions.length === 0) return whole;
  const { understanding } = first;
  return { turn: { ...turn, text: first.text, understanding }, decision: first.decision, certain, reading: null };
}

function asksSeveral(text: string): boolean {
  return splitLetter(text).filter(asks).length > 1;
}

/** Something to be understood, or that was not. */
function isWords(decision: Decision): boolean {
  if (decision.do === 'silent') return false;
  return decision.do !== 'handoff' || (!decision.quiet && decision.reason !== 'unreadable');
}
