import type { Choice, Media, Part } from './part.ts';

/** What a handler decided, as plain data. Core says it, stores it and delivers it in one step. */
export interface Outcome {
  /** In the order in which the guest reads them. */
  replies: Reply[];
  /** Slots to set; `null` clears one. */
  slots?: Readonly<Record<string, unknown>>;
  /** Hands the conversation to a person, after the replies. */
  handoff?: Handoff;
  /**
   * The handler that goes on, behind these replies and with these slots: it runs at once, or its form asks for what it
   * has to know. A form that runs ends for it, and keeps its answers. Null: nobody goes on, the form just ends.
   */
  next?: string | null;
  /** What was done outside during this turn, for the audit trail. No guest text. */
  effects?: Effect[];
}

/** A response of the YAML files, said in the guest's language, cards of such responses, or finished parts. */
export type Reply = NamedReply | CardsReply | PartsReply;

export interface NamedReply {
  /** Name of a response: `utter_greet`, or `hours/open` for `utter_hours/open`. */
  response: string;
  /** Fills `{name}` in its texts. */
  values?: Readonly<Record<string, unknown>>;
  /** Ready answers, added to those of the response. */
  choices?: Choice[];
}

/**
 * Cards whose words stand in the YAML files: of each response the first line is the title, the lines below it are the text,
 * and its buttons are the choices.
 */
export interface CardsReply {
  cards: NamedCard[];
}

export interface NamedCard extends NamedReply {
  image?: Media & { alt: string };
}

export interface PartsReply {
  parts: Part[];
}

export interface Handoff {
  /** A short code for metrics and staff: `guest_asked`, `low_confidence`, `handler_failed` … */
  reason: string;
}

export interface Effect {
  /** `pms.createReservation` and the like. */
  operation: string;
  /** The idempotency key that it carried. */
  key?: string;
  /** Reference that the outside system gave. */
  reference?: string;
}

/** Says a named response in the guest's language. */
export function reply(response: string, values: NamedReply['values'] = {}): Outcome {
  return { replies: [{ response, values }] };
}

/** Sends finished parts: pictures, cards, a map pin. */
export function send(...parts: Part[]): Outcome {
  return { replies: [{ parts }] };
}

/** Asks with ready answers; the next message picks one by press, number or name. */
export function ask(response: string, choices: Choice[], values: NamedReply['values'] = {}): Outcome {
  return { replies: [{ response, values, choices }] };
}

/** Asks yes or no before something is done. The answers come back as the two payloads. */
export function confirm(
  response: string,
  answers: { yes: Choice; no: Choice },
  values: NamedReply['values'] = {},
): Outcome {
  return ask(response, [answers.yes, answers.no], values);
}

/** Remembers values without saying anything. */
export function remember(slots: Readonly<Record<string, unknown>>): Outcome {
  return { replies: [], slots };
}

/** Calls a person. The guest is told by core's own response, once. */
export function handoff(reason: string): Outcome {
  return { replies: [], handoff: { reason } };
}

/** Goes on with another handler, or ends the form that runs. */
export function goOn(next: string | null, slots: Readonly<Record<string, unknown>> = {}): Outcome {
  return { replies: [], slots, next };
}

/** Several outcomes as one: replies in order, later slots win, any handoff stands, and the first that says who goes on. */
export function together(...outcomes: Outcome[]): Outcome {
  const whole: Outcome = { replies: outcomes.flatMap((outcome) => outcome.replies) };
  const slots = Object.assign({}, ...outcomes.map((outcome) => outcome.slots ?? {}));
  if (Object.keys(slots).length > 0) whole.slots = slots;
  const called = outcomes.find((outcome) => outcome.handoff)?.handoff;
  if (called) whole.handoff = called;
  const next = outcomes.find((outcome) => outcome.next !== undefined)?.next;
  if (next !== undefined) whole.next = next;
  const effects = outcomes.flatMap((outcome) => outcome.effects ?? []);
  if (effects.length > 0) whole.effects = effects;
  return whole;
}
