import type { Capabilities, Channel, Handle, Message, Outcome, Part, Turn, Understanding } from '@botones/contract';
import { Findings } from '../../core/config/findings.ts';
import type { Conversation, Inbound, TurnResult } from '../../core/delivery/types.ts';
import { compileHotel } from '../../core/dialogue/hotel/compile-hotel.ts';
import type { PropertyRuntime } from '../../core/pipeline/property-runtime.ts';
import { runTurn } from '../../core/pipeline/turn.ts';
import type { TurnObservation } from '../../core/telemetry/observe.ts';
import { guestMessage, type MessageParts } from './guest-message.ts';
import { type ConfigParts, makeConfig } from './property-config.ts';

export interface RuntimeParts {
  config?: ConfigParts;
  handlers?: Record<string, Handle>;
  /** What the guest's words mean; nothing, unless it is said. */
  meanings?: Record<string, Partial<Understanding>>;
  understand?: PropertyRuntime['understand'];
  render?: Channel['render'];
  pull?: boolean;
  admit?: Channel['admit'];
  letters?: boolean;
  ears?: PropertyRuntime['ears'];
}

export const pushes: Capabilities = {
  parts: ['text', 'choices'],
  maxChoices: 3,
  maxText: 1000,
  pull: false,
  oneItemPerTurn: false,
  windowHours: null,
};

/** A property with one channel, `webhook`, and a bot that understands what it is told to. */
export function makeRuntime(parts: RuntimeParts = {}) {
  const observed: TurnObservation[] = [];
  const handlers = new Map(Object.entries(parts.handlers ?? {}));
  const channel: Channel = {
    render: parts.render ?? ((said) => said.map((part) => ({ rendered: part }))),
    ...(parts.admit && { admit: parts.admit }),
  };
  const capabilities = { ...pushes, pull: parts.pull ?? false, letters: parts.letters ?? false };
  const config = makeConfig({ handlers: [...handlers.keys()], ...parts.config });
  const runtime: PropertyRuntime = {
    config,
    engine: compileHotel(config.bot, config.handlers, new Findings()),
    handlers,
    channels: new Map([['webhook', { channel, capabilities }]]),
    understand:
      parts.understand ??
      (async (text, sticky) => ({
        intent: null,
        confidence: 1,
        ranking: [],
        entities: [],
        language: sticky ?? 'es',
        ...parts.meanings?.[text],
      })),
    ears: parts.ears ?? null,
    now: () => Temporal.Instant.from('2031-05-04T10:00:00Z'),
    observe: (turn) => observed.push(turn),
  };
  return { runtime, observed };
}

export function makeConversation(change: Partial<Conversation> = {}): Conversation {
  return {
    id: '11111111-1111-8111-a111-111111111111',
    property: 'miramar',
    channel: 'webhook',
    account: 'miramar',
    guest: { key: 'guest-1' },
    owner: 'bot',
    language: null,
    tracker: {},
    lastGuestAt: null,
    windowUntil: null,
    windowClosedAt: null,
    attempts: 0,
    lastSeq: 1,
    lastIn: 1,
    doneIn: 0,
    lastOut: 0,
    sentOut: 0,
    ...change,
  };
}

/** One conversation, turn after turn, each result carried into the next as the store would. */
export function converse(runtime: PropertyRuntime, change: Partial<Conversation> = {}) {
  const conversation = makeConversation(change);
  return async (message: string | MessageParts, signal = new AbortController().signal): Promise<TurnResult> => {
    const inbound: Inbound = { seq: conversation.lastIn, message: asMessage(message) };
    const result = await runTurn(runtime, conversation, inbound, signal);
    const { owner, language } = result;
    // Stored as JSON, so read back as JSON.
    Object.assign(conversation, { owner, language, tracker: JSON.parse(JSON.stringify(result.tracker)) });
    conversation.lastIn += 1;
    return result;
  };
}

function asMessage(message: string | MessageParts): Message {
  return guestMessage(typeof message === 'string' ? { text: message } : message);
}

/** The words of a result, as a reader of the conversation sees them. */
export function saidIn({ replies }: TurnResult): string[] {
  return replies
    .flatMap(({ parts }) => parts ?? [])
    .flatMap((part: Part) => ('text' in part && part.text ? [part.text] : []));
}

/** A few intents in two languages, and what is said about them. */
const responses = {
  utter_greet: { es: 'Hola', en: 'Hello' },
  utter_ask_pool: { es: 'Sí, hay piscina', en: 'Yes, there is a pool' },
  utter_handoff: { es: 'Le atiende una persona', en: 'A person will help you' },
  utter_error: { es: 'Algo falló', en: 'Something broke' },
  utter_clarify: { es: '¿Qué desea?', en: 'What would you like?' },
  utter_clarify_none: { es: 'Otra cosa', en: 'Something else' },
  utter_unsupported: { es: 'No puedo leer eso', en: 'I cannot read that' },
  utter_transcription_failed: { es: '¿Me lo escribe?', en: 'Could you write it?' },
  utter_which: { es: '¿Cuál, {who}?' },
};

const intents = {
  greet: { title: { es: 'Saludar', en: 'Say hello' } },
  ask_pool: { title: { es: 'La piscina', en: 'The pool' } },
  book: { triggers: 'booking' },
  out_of_scope: {},
};

/** A hotel that greets, has a pool, and takes bookings by a handler named `booking`. */
export function makeHotel(parts: RuntimeParts = {}) {
  const meanings = {
    Hola: { intent: 'greet' },
    Hello: { intent: 'greet', language: 'en' },
    Reservar: { intent: 'book' },
    ...parts.meanings,
  };
  return makeRuntime({ ...parts, config: { intents, responses, ...parts.config }, meanings });
}

export const makeBooking = (handle: (turn: Turn) => Outcome | Promise<Outcome>, parts: RuntimeParts = {}) =>
  makeHotel({ ...parts, handlers: { booking: handle } });
