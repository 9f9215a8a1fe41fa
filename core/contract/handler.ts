import type { Message } from './message.ts';
import type { Outcome } from './outcome.ts';
import type { Pms } from './ports/pms.ts';
import type { Property } from './property.ts';
import type { OutputOf, Schema } from './schema.ts';
import type { Understanding } from './understanding.ts';
import { CONTRACT_VERSION } from './version.ts';

/** One message being answered, as a handler sees it. Read only. */
export interface Turn {
  /**
   * The same id however often this turn is tried again, after a crash too.
   * Every write to the outside carries a key made from it: `${turn.id}:reserve`.
   */
  readonly id: string;
  readonly conversationId: string;
  readonly channel: string;
  readonly property: Property;
  readonly message: Message;
  /** The guest's words after clean-up and transcription. */
  readonly text: string;
  readonly understanding: Understanding;
  /**
   * What the conversation remembers. A handler that waits for a picture or a document sets `file_means` to the intent that
   * one has which comes without a word, and clears it afterwards.
   */
  readonly slots: Readonly<Record<string, unknown>>;
  /** Names of the slots that this message has filled; when a form begins, of all that it knows already. */
  readonly answered: readonly string[];
  /** The language to answer in, one of the property's. */
  readonly language: string;
  /** The clock of this turn; never ask the system for another. */
  readonly now: Temporal.Instant;
  /** Aborted when the turn's deadline passes or the process stops. Hand it to every call. */
  readonly signal: AbortSignal;
}

export type Handle = (turn: Turn) => Outcome | Promise<Outcome>;

/** A handler that does more in its form than wait for its end. */
export interface FormHandle {
  readonly handle: Handle;
  /**
   * Asks for a slot, for each name under `asks`: a question with prices in it, or with answers that have to be looked up.
   * One that sets its slot answers itself, and the form asks for the next. It runs again after a digression.
   */
  readonly questions?: Readonly<Record<string, Handle>>;
  /**
   * Looks at what was answered, before anything is asked: what it sets to `null` is asked again, what else it sets need not
   * be asked. Needs `checks` on the plugin.
   */
  readonly check?: Handle;
}

/** What a handler gets once, at start. */
export interface HandlerContext<Options> {
  readonly options: Options;
  readonly property: Property;
  /** The PMS of the property, behind timeouts, retries and the breaker. Throws `ERR_PORT_MISSING` on use where none is configured. */
  readonly pms: Pms;
  /** Runs when the bot stops. */
  onClose(close: () => void | Promise<void>): void;
}

/**
 * A handler serves intents: turn → outcome. It changes nothing itself; it may read the PMS,
 * and write to it with a key made from `turn.id`.
 */
export interface HandlerPlugin<
  S extends Schema | undefined = Schema | undefined,
  H extends Handle | FormHandle = Handle | FormHandle,
> {
  readonly kind: 'handler';
  readonly contract: number;
  readonly name: string;
  readonly options?: S;
  /** Slots that must be filled before `handle` runs; core asks for what is missing, as a form. */
  readonly slots?: readonly string[];
  /** Of these slots those for which it asks itself, by a question of `FormHandle`. */
  readonly asks?: readonly string[];
  /** It looks at the answers of its form, by `check` of `FormHandle`. */
  readonly checks?: boolean;
  /** Names of the responses that it says, so that `validate` finds a missing one. */
  readonly responses?: readonly string[];
  setup(context: HandlerContext<OutputOf<S>>): H | Promise<H>;
}

export function defineHandler<
  S extends Schema | undefined = undefined,
  H extends Handle | FormHandle = Handle | FormHandle,
>(plugin: Omit<HandlerPlugin<S, H>, 'kind' | 'contract'>): HandlerPlugin<S, H> {
  return { ...plugin, kind: 'handler', contract: CONTRACT_VERSION };
}
