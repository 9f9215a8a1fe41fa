import type { ChannelEvent } from './channel-event.ts';
import type { MediaStore } from './media-store.ts';
import type { DeliveryEvent, GuestAddress, Message } from './message.ts';
import type { Media, Part } from './part.ts';
import type { Property } from './property.ts';
import type { OutputOf, Schema } from './schema.ts';
import { CONTRACT_VERSION } from './version.ts';

/**
 * A channel speaks one platform. It keeps no state of its own: it proves where bytes come from, reads them,
 * writes parts as platform payloads, and hands those to the platform. Queues, order, retries and doubles are core's.
 */
export interface Channel<Payload = unknown> {
  /** Path below the channel's own at which `POST` brings inbound messages; default `/`. */
  readonly inbound?: string;
  /** Is this request really from the platform? Looks at headers and raw bytes only; nothing is parsed before. */
  verify?(request: HttpRequest): Verdict | Promise<Verdict>;
  /** Pure: verified bytes → what they say. One bad item is left out (`skipped`), never thrown over the others. */
  parse?(request: HttpRequest): Received;
  /** What the platform wants to hear once everything is stored; an empty 200 otherwise. */
  acknowledge?(received: Received, receipts: readonly Receipt[]): HttpAnswer;
  /** Pause between two polls; default 30. */
  readonly pollSeconds?: number;
  /**
   * Asks the platform for news since `cursor` (null: the first time). Core calls it from one process at a time, and
   * stores messages and cursor together, so a crash repeats some and loses none. While there are messages it is called
   * again at once; `more` says the same of a poll that brings none. `restSeconds`: not before that, nor much later, whatever it
   * brought (a quota that fills again); a ring still calls it at once.
   *
   * @throws BotonesError `ERR_CHANNEL_ACCOUNT` when the platform no longer lets the hotel in: operators are told, and
   * the next call comes a minute later at the earliest.
   */
  poll?(
    cursor: string | null,
    signal: AbortSignal,
    inbox: Inbox,
  ): Promise<Received & { cursor: string; more?: boolean; restSeconds?: number }>;
  /**
   * May the bot answer this message? Asked once at the start of each turn in which it would; a reason sends the message
   * to people, and nothing is said. For limits that keep two programs from answering each other for ever.
   */
  admit?(message: Message, turnId: string, signal: AbortSignal): Promise<Admission>;
  /**
   * Pure: parts → platform payloads, in order; what the platform lacks is degraded to text. One payload is one send.
   * `about` is what a letter needs beside its words.
   */
  render(parts: readonly Part[], capabilities: Capabilities, about?: Letter): Payload[];
  /** Hands one payload to the platform. Left out by channels whose clients fetch (`capabilities.pull`). */
  send?(item: OutboundItem<Payload>, signal: AbortSignal): Promise<Sent>;
  /**
   * Did this item reach the platform? Asked before an item is sent again whose fate is unknown (a crash, a timeout).
   * Without it such an item is sent again, and the guest may read it twice.
   */
  lookup?(item: OutboundItem<Payload>, signal: AbortSignal): Promise<Fate>;
  /**
   * For a platform that cannot be asked, but tells by itself (a delivery event with our item's id): seconds for which
   * core waits for that news before it sends an item again whose fate is unknown. Only its own conversation waits.
   */
  readonly fateSeconds?: number;
  /**
   * Pure: what may be sent in place of a payload while the platform's window is closed (a template; the payload itself,
   * if it may go). Null: nothing may, and staff get a task instead.
   */
  outsideWindow?(payload: Payload, about: OutsideWindow): Payload | null;
  /** Shows that an answer is coming: called while a turn takes a moment. Best effort. */
  typing?(message: Message, signal: AbortSignal): Promise<void>;
  /** Shows that the message was read: called once the bot has answered it. Best effort. */
  markRead?(message: Message, signal: AbortSignal): Promise<void>;
  /** Tries the set-up against the platform, for `npm run <channel> -- check`. `url`: where the bot is reached from outside, if it was told. */
  check?(url: string | null, signal: AbortSignal): Promise<readonly Checked[]>;
  /** Asks the owner of the account for consent, for `npm run <channel> -- connect`. `say` shows a line at the terminal. */
  connect?(say: (line: string) => void, signal: AbortSignal): Promise<void>;
  /** Downloads what an inbound part refers to. */
  fetchMedia?(media: Media, signal: AbortSignal): Promise<{ bytes: Uint8Array; mime: string }>;
  /** Further HTTP routes under the channel's own path: a handshake, a session, a page. */
  routes?: readonly Route[];
  /** Headers of every answer under the channel's own path, refusals and core's own errors included (CORS); the answer's own win. */
  headers?(request: HttpRequest): Readonly<Record<string, string>>;
}

export interface Capabilities {
  /** Part types that the platform shows natively; the others are degraded to text by `render`. */
  readonly parts: readonly Part['type'][];
  /** Choices that fit in one message; more become a list or numbered text. */
  readonly maxChoices: number;
  /** Characters of one text message. */
  readonly maxText: number;
  /** The platform's clients fetch the conversation themselves (a browser); nothing is sent. */
  readonly pull: boolean;
  /** All of a turn's payloads count as one (one mail a turn). */
  readonly oneItemPerTurn: boolean;
  /** A message may ask several things, as a mail does: each is understood by itself, and all are answered together. */
  readonly letters?: boolean;
  /** Hours after the guest's last message in which free text may be sent; null: any time. */
  readonly windowHours: number | null;
}

export interface HttpRequest {
  readonly method: string;
  /** Path below the channel's own, starting with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body as it came, before any parsing. */
  readonly body: Uint8Array;
  /** The client's address after trusted proxies; for limits only, never logged. */
  readonly ip: string;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A stream (`AsyncIterable`) stays open until it ends or the client leaves. */
  readonly body?: string | Uint8Array | AsyncIterable<string>;
}

export type Verdict =
  | { ok: true }
  | {
      ok: false;
      status: 400 | 401 | 403 | 404 | 413 | 415 | 429;
      /** For the log; no guest text. */
      reason: string;
      /** What the client hears, where it needs more than the bare status. */
      answer?: HttpAnswer;
    };

export interface Received {
  messages: Message[];
  deliveries: DeliveryEvent[];
  /** What else happened. */
  events?: ChannelEvent[];
  /** Items that could not be read, with a reason fit for a log (no guest text). */
  skipped?: string[];
  /** The platform only rings: what is new is there for `poll`, which is called at once, wherever it runs. */
  news?: boolean;
}

/** What is stored already. */
export interface Inbox {
  /** Those of the provider ids that are. */
  known(account: string, providerIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** `reason` is a short code, for staff and metrics. */
export type Admission = { ok: true } | { ok: false; reason: string };

/** What a reply is a part of. */
export interface Letter {
  /** Its language, one of the property's. */
  readonly language: string;
  /** A person takes over with it. */
  readonly handoff: boolean;
}

/** What intake did with a message. */
export interface Receipt {
  providerId: string;
  conversationId: string;
  /** Position in the conversation; the same for a double as for the first. */
  seq: number;
  double: boolean;
}

export interface OutboundItem<Payload = unknown> {
  /** Ours, unique, at most 64 characters; give it to the platform wherever it can carry one. */
  readonly id: string;
  readonly account: string;
  readonly guest: GuestAddress;
  readonly payload: Payload;
  /** The guest message that this answers, when there is one. */
  readonly inReplyTo?: string;
  /** ISO instant of the guest's last message: opens the platform's window. */
  readonly lastGuestMessageAt: string | null;
  /** Tries before this one. */
  readonly attempt: number;
  /** The guest has written again since the message that this answers: quote it, where the platform can. */
  readonly overtaken?: boolean;
}

export interface OutsideWindow {
  readonly guest: GuestAddress;
  /** BCP 47, of the conversation. */
  readonly language: string | null;
}

/** One thing that a set-up needs. */
export interface Checked {
  /** `token`, `webhook` … */
  readonly what: string;
  readonly state: 'ok' | 'wrong' | 'unknown';
  /** What was found; never a secret. */
  readonly found: string;
  /** What to do about it, unless it is ok. */
  readonly cure?: string;
}

/** A `reason` goes to logs and operators: a status or a code, never the guest's words or what the platform echoes of them. */
export type Sent =
  | { status: 'accepted'; providerId: string }
  /** Not now (a rate limit): nothing was sent, order is kept, tried again after `seconds`. */
  | { status: 'retry'; seconds: number; reason: string }
  | { status: 'failed'; failure: SendFailure; reason: string };

/**
 * `recipient`: this guest cannot be reached. `window`: free text is not allowed now. `content`: our fault, this item.
 * `account`: nobody can be reached (token revoked): the channel stops and operators are told. `unknown`: it may have been sent.
 */
export type SendFailure = 'recipient' | 'window' | 'content' | 'account' | 'unknown';

export type Fate =
  | { status: 'sent'; providerId: string }
  | { status: 'not-sent' }
  | { status: 'wait'; seconds: number };

export interface Route {
  /** `OPTIONS` is for preflights of a channel that browsers of other origins talk to; core never answers one itself. */
  readonly method: 'GET' | 'POST' | 'OPTIONS';
  /** Below the channel's own path: `/sessions`, or `/files/:name` for one segment of any name. */
  readonly path: string;
  /** Largest body; default 3 MB. */
  readonly maxBytes?: number;
  handle(request: HttpRequest): HttpAnswer | Promise<HttpAnswer>;
}

export interface ChannelContext<Options> {
  readonly options: Options;
  readonly property: Property;
  /** The hotel's side, as configured for this channel; one or more. */
  readonly accounts: readonly string[];
  /** Path under which core serves this channel: `/web`. */
  readonly basePath: string;
  /** Reads stored conversations of this channel; for channels whose clients fetch. */
  readonly transcript: Transcript;
  /** A key of 32 bytes for this purpose, the same in every process and after a restart; for signing tokens. */
  secret(purpose: string): Uint8Array;
  /** True while fewer than `limit.points` were taken under `key` in `limit.seconds`; shared by replicas where Redis runs. */
  allow(key: string, limit: { points: number; seconds: number }): Promise<boolean>;
  /** Keeps what guests send, and gives back what is sent to them, where the platform wants bytes. */
  readonly media: MediaStore;
  /**
   * Like `allow`, but kept in the database: exact over all processes and restarts. Counts `id` under `key` once, however
   * often it is asked, and answers 0; or the seconds until there is room, while `limit.points` others were counted in
   * `limit.seconds`.
   */
  tally(key: string, id: string, limit: { points: number; seconds: number }): Promise<number>;
  readonly now: () => Temporal.Instant;
  /** A line for operators: a constant sentence, and fields that name no guest. */
  log(sentence: string, fields: Readonly<Record<string, string | number>>): void;
  onClose(close: () => void | Promise<void>): void;
}

export interface Transcript {
  /** Entries of one guest's conversation after `seq`, oldest first. */
  read(account: string, guestKey: string, after: number, limit: number): Promise<TranscriptEntry[]>;
  /** Calls back whenever there may be something new to read, from whichever process it came. Returns how to stop. */
  watch(account: string, guestKey: string, changed: () => void): () => void;
}

export interface TranscriptEntry {
  /** Grows within the conversation; a reader that has seen n has seen everything up to n. */
  seq: number;
  from: 'guest' | 'bot' | 'staff';
  /** A staff member's name, where one answers. */
  author?: string;
  /** ISO instant. */
  at: string;
  /** The guest's own id of the message (`providerId`), to match it with what the client shows already. */
  providerId?: string;
  subject?: string;
  /** All that was written, where `parts` hold only the new words. */
  whole?: string;
  parts: Part[];
}

export interface ChannelPlugin<S extends Schema | undefined = Schema | undefined, Payload = unknown> {
  readonly kind: 'channel';
  readonly contract: number;
  readonly name: string;
  readonly options?: S;
  readonly capabilities: Capabilities;
  setup(context: ChannelContext<OutputOf<S>>): Channel<Payload> | Promise<Channel<Payload>>;
}

export function defineChannel<S extends Schema | undefined = undefined, Payload = unknown>(
  plugin: Omit<ChannelPlugin<S, Payload>, 'kind' | 'contract'>,
): ChannelPlugin<S, Payload> {
  return { ...plugin, kind: 'channel', contract: CONTRACT_VERSION };
}
