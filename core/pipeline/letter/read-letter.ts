import { OUT_OF_SCOPE, type Understanding } from '@botones/contract';
import { type Decision, decide } from '../../dialogue/decide.ts';
import { answers, formOf } from '../../dialogue/hotel/names.ts';
import { activeLoop } from '../../dialogue/tracking/memory.ts';
import type { Tracker as Dialogue } from '../../dialogue/tracking/tracker.ts';
import type { PropertyRuntime } from '../property-runtime.ts';
import { understandGuest } from '../understand-guest.ts';
import { asks, countWords, isClosing, isOpening } from './phrases.ts';
import { splitLetter } from './split-letter.ts';

/** One of the things that a letter asks. */
export interface Question {
  readonly text: string;
  readonly understanding: Understanding;
  readonly decision: Decision;
}

/** What a letter asks, in the order in which it can be answered, and of that what is not understood. */
export interface Reading {
  readonly questions: readonly Question[];
  readonly open: readonly Question[];
}

export interface Written {
  readonly text: string;
  /** Of the letter as a whole. */
  readonly language: string;
  readonly now: Temporal.Instant;
}

/** Nobody waits for an answer to these, where something else is asked. */
const courtesies: ReadonlySet<string> = new Set(['greet', 'goodbye', 'thank', 'thanks', 'thank_you']);

/** A letter of more sentences than this is for a person to read. */
const MOST_SENTENCES = 60;

/** Words that follow a closing are a name, up to so many. */
const NAME_WORDS = 4;

/**
 * The questions of a letter, each understood by itself. What a sentence tells beside them ("we are four, and come by car")
 * belongs to the question next to it as long as the two together still mean what that question means; else it is open.
 * Null: it cannot be read in parts.
 */
export async function readLetter(
  runtime: PropertyRuntime,
  written: Written,
  dialogue: Dialogue,
): Promise<Reading | null> {
  const sentences = withoutCourtesies(splitLetter(written.text));
  if (sentences.length === 0 || sentences.length > MOST_SENTENCES) return null;
  const heard: Question[] = [];
  for (const text of sentences) {
    const question = await hear(runtime, written, dialogue, text);
    if (question === null) return null;
    heard.push(question);
  }
  return activeLoop(dialogue.memory) === null
    ? sort(runtime, await gather(heard, (text) => hear(runtime, written, dialogue, text)))
    : inForm(runtime, heard, (text) => hear(runtime, written, dialogue, text));
}

type Hear = (text: string) => Promise<Question | null>;

async function hear(
  runtime: PropertyRuntime,
  { language, now }: Written,
  dialogue: Dialogue,
  text: string,
): Promise<Question | null> {
  const { understanding: alone, error } = await understandGuest(runtime, { text, sticky: language, now }, dialogue);
  if (error !== undefined) return null;
  const understanding = { ...alone, language };
  const situation = { owner: 'bot', from: 'guest', readable: true, certain: false, understanding } as const;
  return { text, understanding, decision: decide(situation, runtime.config) };
}

function withoutCourtesies(sentences: readonly string[]): string[] {
  const left: string[] = [];
  let closed = false;
  for (const sentence of sentences) {
    const asking = asks(sentence);
    const isName: boolean = closed && countWords(sentence) <= NAME_WORDS;
    if (asking || !(isOpening(sentence) || isClosing(sentence) || isName)) left.push(sentence);
    closed = !asking && (isName || isClosing(sentence));
  }
  return left;
}

const isSure = ({ decision, understanding }: Question) =>
  decision.do === 'follow' && understanding.intent !== OUT_OF_SCOPE;

/** Questions, with what is told beside them. */
async function gather(heard: readonly Question[], again: Hear): Promise<Question[]> {
  const meant = heard.filter((one) => !(isSure(one) && courtesies.has(one.understanding.intent ?? '')));
  const found: Question[] = [];
  let told: Question[] = [];
  for (const one of meant) {
    if (!isSure(one) && !asks(one.text)) {
      told.push(one);
      continue;
    }
    const last = found.at(-1);
    const whole = told.length === 0 ? one : await together([...told, one], one, again);
    found.push(...(whole === null ? told : []));
    const question = whole ?? one;
    if (last !== undefined && whole === one && isSame(last, one))
      found.splice(-1, 1, (await join([last, one], again)) ?? one);
    else found.push(question);
    told = [];
  }
  const last = found.at(-1);
  if (told.length === 0) return found;
  const whole = last === undefined ? null : await together([last, ...told], last, again);
  return whole === null ? [...found, ...told] : [...found.slice(0, -1), whole];
}

/** Null: together they would mean something else, or nobody is sure what. */
async function together(parts: readonly Question[], meant: Question, again: Hear): Promise<Question | null> {
  if (!isSure(meant)) return null;
  const whole = await join(parts, again);
  return whole !== null && isSame(whole, meant) ? whole : null;
}

const join = (parts: readonly Question[], again: Hear) => again(parts.map(({ text }) => text).join(' '));

const isSame = (one: Question, other: Question) =>
  isSure(one) && isSure(other) && one.understanding.intent === other.understanding.intent;

/** What a form will ask about comes last, so that its question ends the answer; a second form is for a person. */
function sort(runtime: PropertyRuntime, questions: readonly Question[]): Reading {
  const open = questions.filter((one) => !isSure(one));
  const sure = questions.filter(isSure);
  const [form, ...more] = sure.filter((one) => beginsForm(runtime, one));
  const plain = sure.filter((one) => !beginsForm(runtime, one));
  return { questions: form ? [...plain, form] : plain, open: [...open, ...more] };
}

function beginsForm({ config, engine }: PropertyRuntime, { understanding }: Question): boolean {
  const served = config.bot.intents.get(understanding.intent ?? '')?.triggers ?? '';
  return engine.domain.forms.has(formOf(served)) || engine.domain.forms.has(served);
}

/** While a form asks: questions beside it first, then all the rest as its answer. */
async function inForm(runtime: PropertyRuntime, heard: readonly Question[], again: Hear): Promise<Reading | null> {
  const isBeside = (one: Question) =>
    isSure(one) &&
    asks(one.text) &&
    !answers.includes(one.understanding.intent ?? '') &&
    one.understanding.entities.length === 0 &&
    !beginsForm(runtime, one);
  const beside = heard.filter(isBeside);
  // What the form asks for is told, or has a number or a day in it; another question among several is no answer.
  const isOpen = (one: Question) =>
    heard.length > 1 && one.text.includes('?') && !isSure(one) && one.understanding.entities.length === 0;
  const open = heard.filter(isOpen);
  const rest = heard.filter((one) => !isBeside(one) && !isOpen(one));
  if (rest.length === 0 || open.length > 0) return { questions: beside, open };
  const answer = rest.length === 1 ? (rest[0] ?? null) : await join(rest, again);
  return answer === null ? null : { questions: [...beside, answer], open: [] };
}
