import type { TranscriptEntry } from '../channel.ts';
import type { Property } from '../property.ts';
import type { OutputOf, Schema } from '../schema.ts';
import { CONTRACT_VERSION } from '../version.ts';
import type { Operations } from './operations.ts';

/** Tells people of the hotel that a guest needs them. */
export interface Notifier {
  /** Delivers one call. May be called again with the same `id` after a failure: the receiver should ignore doubles. */
  notify(call: HandoffCall, signal: AbortSignal): Promise<void>;
  /** Delivers one alert for operators. May be called again with the same `id` after a failure. */
  alert?(alert: OperatorAlert, signal: AbortSignal): Promise<void>;
}

/** Something that operators should know. Core sends one of a kind in the hotel's cooldown, and tries until it is taken. */
export interface OperatorAlert {
  /** Same for every try. */
  id: string;
  /**
   * `breaker.opened`: a system failed in a row and is given a rest. `breaker.closed`: it works again. `channel.locked_out`: a
   * platform no longer lets the hotel in, and only new credentials help. `channel.admitted`: it does again.
   */
  kind: 'breaker.opened' | 'breaker.closed' | 'channel.locked_out' | 'channel.admitted';
  property: string;
  /** `pms`, `transcriber`, `channel:whatsapp` … */
  system: string;
  /** ISO instant. */
  at: string;
  /** The same for people, in English. Names no guest. */
  text: string;
}

export interface HandoffCall {
  /** Same for every try. */
  id: string;
  property: string;
  channel: string;
  conversationId: string;
  reason: string;
  language: string;
  /** ISO instant. */
  at: string;
  /** The last 5 messages, oldest first. Guest text: show it to staff, never log it. */
  lastMessages: TranscriptEntry[];
  /** What the bot would have answered to the parts of a letter that it understood. Never log it. */
  draft?: string;
}

/** The call carries its key in itself; core's job tries it again. */
export const notifierOperations = {
  notify: { does: 'write', key: null },
  alert: { does: 'write', key: null },
} as const satisfies Operations<Notifier>;

export interface NotifierPlugin<S extends Schema | undefined = Schema | undefined> {
  readonly kind: 'notifier';
  readonly contract: number;
  readonly name: string;
  readonly options?: S;
  setup(context: NotifierContext<OutputOf<S>>): Notifier | Promise<Notifier>;
}

export interface NotifierContext<Options> {
  readonly options: Options;
  readonly property: Property;
  /** A line for operators: a constant sentence, and fields that name no guest. */
  log(sentence: string, fields: Readonly<Record<string, string | number>>): void;
  onClose(close: () => void | Promise<void>): void;
}

export function defineNotifier<S extends Schema | undefined = undefined>(
  plugin: Omit<NotifierPlugin<S>, 'kind' | 'contract'>,
): NotifierPlugin<S> {
  return { ...plugin, kind: 'notifier', contract: CONTRACT_VERSION };
}
