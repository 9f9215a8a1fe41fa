import { type Reply, type Turn, textOf } from '@botones/contract';
import { say } from '../../dialogue/say.ts';
import { act } from '../act.ts';
import { type Acted, type Remembered, settle } from '../acted.ts';
import { slotsIn } from '../follow.ts';
import type { PropertyRuntime } from '../property-runtime.ts';
import type { Question, Reading } from './read-letter.ts';

/** Why a person gets a letter of which the bot understands a part. */
export const PARTLY = 'partly_understood';

/** Answers everything that a letter asks in one reply. Where a part is not understood, staff get the rest as a draft. */
export async function answerLetter(
  runtime: PropertyRuntime,
  { questions, open }: Reading,
  turn: Turn,
  remembered: Remembered,
): Promise<Acted> {
  const [unsure] = open;
  if (unsure === undefined) return answerAll(runtime, questions, turn, remembered);
  const person = { replies: [], handoff: { reason: PARTLY } };
  const draft = await draftOf(runtime, questions, turn, remembered);
  return {
    ...settle(runtime, { do: 'handoff', reason: PARTLY }, person, remembered),
    unsure: { text: unsure.text, understanding: unsure.understanding },
    ...(draft !== '' && { draft }),
  };
}

/** One after the other, each where the one before it left the dialogue; a form asks once, at the end. */
async function answerAll(
  runtime: PropertyRuntime,
  questions: readonly Question[],
  turn: Turn,
  remembered: Remembered,
): Promise<Acted> {
  let { dialogue } = remembered;
  const replies: Reply[] = [];
  const events: Acted['events'][number][] = [];
  const effects: NonNullable<Acted['outcome']['effects']>[number][] = [];
  let acted: Acted | null = null;
  for (const [index, question] of questions.entries()) {
    acted = await act(runtime, question.decision, partOf(turn, question, index, dialogue), {
      tracker: remembered.tracker,
      dialogue,
      certain: false,
    });
    dialogue = acted.dialogue;
    events.push(...acted.events);
    effects.push(...(acted.outcome.effects ?? []));
    const isLast = index === questions.length - 1 || acted.outcome.handoff !== undefined;
    const asked = new Set(isLast ? [] : acted.asked);
    replies.push(...acted.outcome.replies.filter((reply) => !asked.has(reply)));
    // What is left of the letter is for the person who comes.
    if (isLast) break;
  }
  if (acted === null) throw new RangeError('A letter without a question.');
  const outcome = { ...acted.outcome, replies, ...(effects.length > 0 && { effects }) };
  return { ...acted, outcome, events };
}

/** A turn of its own for a part of the letter, under an id of its own: what it writes has its own key. */
function partOf(turn: Turn, { text, understanding }: Question, index: number, dialogue: Remembered['dialogue']): Turn {
  const id = index === 0 ? turn.id : `${turn.id}:${index}`;
  return { ...turn, id, text, understanding, slots: slotsIn(dialogue) };
}

/** Words for what was understood. No handler runs for it: nothing is done for a guest whom nobody has answered yet. */
async function draftOf(
  runtime: PropertyRuntime,
  questions: readonly Question[],
  turn: Turn,
  remembered: Remembered,
): Promise<string> {
  const still = { ...runtime, handlers: new Map() };
  const answered: string[] = [];
  for (const question of questions) {
    const part = partOf(turn, question, 0, remembered.dialogue);
    const {
      done,
      outcome,
      dialogue,
      asked = [],
    } = await act(still, question.decision, part, { ...remembered, certain: false });
    if ((done.do !== 'say' && done.do !== 'ask') || outcome.handoff !== undefined) continue;
    const voice = { bot: runtime.config.bot, property: turn.property, language: turn.language, channel: turn.channel };
    const { slots } = dialogue.memory;
    const replies = outcome.replies.filter((reply) => !asked.includes(reply));
    const parts = replies.flatMap((reply) => say(reply, { ...voice, slots, seed: remembered.tracker.turns }) ?? []);
    answered.push(textOf(parts));
  }
  return answered.filter((words) => words.trim() !== '').join('\n\n');
}
