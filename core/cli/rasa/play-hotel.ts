import { randomUUID } from 'node:crypto';
import type { Handle, HandlerPlugin, Message, Understanding } from '@botones/contract';
import type { PropertyConfig } from '../../config/config.ts';
import { ConfigError } from '../../config/index.ts';
import type { Conversation } from '../../delivery/types.ts';
import type { Engine } from '../../dialogue/engine/engine.ts';
import type { Path } from '../../dialogue/stories/block.ts';
import { play } from '../../dialogue/testing/play.ts';
import type { Replay } from '../../dialogue/testing/verdict.ts';
import { restoreTracker } from '../../dialogue/tracker.ts';
import type { DialogueEvent, Heard, UserEvent } from '../../dialogue/tracking/event.ts';
import { ensureModel, understand } from '../../nlu/index.ts';
import { actionsOf } from '../../pipeline/actions-of.ts';
import type { PropertyRuntime } from '../../pipeline/property-runtime.ts';
import { runTurn } from '../../pipeline/turn.ts';
import { loadPlugin } from '../../plugins.ts';
import { print } from './print.ts';

export interface HotelTest {
  readonly config: PropertyConfig;
  readonly engine: Engine;
  readonly tests: readonly Path[];
  readonly models: string;
  /** The clock of the hotel. */
  readonly now: Temporal.Instant;
}

/** Plays a hotel's test stories with its trained model and its own handlers; behind them stand fakes. */
export async function playHotel({ config, engine, tests, models, now }: HotelTest): Promise<Replay[]> {
  const handlers = await setUpHandlers(config);
  const model = await ensureModel(config, models, {
    info: (_, sentence) => print(`${config.property.name}: ${sentence}`),
  });
  let understood: Understanding | null = null;
  const runtime: PropertyRuntime = {
    config,
    engine,
    handlers,
    channels: new Map(),
    async understand(text, sticky) {
      understood = understand(model, text, { language: sticky });
      return understood;
    },
    now: () => now,
    ears: null,
    observe() {},
  };
  const replays: Replay[] = [];
  for (const path of tests) {
    const conversation = newConversation(config);
    const replay = await play(path, engine.domain, async (message) => {
      understood = null;
      const inbound = { seq: conversation.lastIn, message: toMessage(message, now) };
      const result = await runTurn(runtime, conversation, inbound, new AbortController().signal);
      Object.assign(conversation, { owner: result.owner, language: result.language, tracker: result.tracker });
      conversation.lastIn += 1;
      const events = result.events as DialogueEvent[];
      const { dialogue } = restoreTracker(conversation.tracker);
      return { heard: heardIn(message, events, understood), events, tracker: engine.restore(dialogue) };
    });
    replays.push(replay);
  }
  return replays;
}

async function setUpHandlers(config: PropertyConfig): Promise<ReadonlyMap<string, Handle>> {
  const { aHandlerContext } = await import('@botones/contract/testing');
  const handlers = new Map<string, Handle>();
  for (const entry of config.handlers) {
    const loaded = await loadPlugin<HandlerPlugin>('handler', entry, process.cwd());
    if ('faults' in loaded) throw new ConfigError(loaded.faults);
    const context = aHandlerContext(loaded.options as never, { property: config.property });
    const made = await loaded.plugin.setup(context);
    for (const [name, handle] of actionsOf(entry.name, made)) handlers.set(name, handle);
  }
  return handlers;
}

/** What the dialogue took it for; of entities those that the model found, since hotel words need not be marked. */
function heardIn(message: UserEvent, events: readonly DialogueEvent[], understood: Understanding | null): Heard {
  const user = events.find((event) => event.type === 'user');
  if (user?.type !== 'user') return { intent: null, confidence: 0, entities: [] };
  if (message.text === null) return { ...user.understanding, entities: message.understanding.entities };
  return { ...user.understanding, entities: understood?.entities ?? user.understanding.entities };
}

/** A message without words is sent as the choice that it stands for. */
function toMessage({ text, understanding }: UserEvent, now: Temporal.Instant): Message {
  const values = Object.fromEntries(understanding.entities.map(({ entity, value }) => [entity, value]));
  const payload = `/${understanding.intent}${Object.keys(values).length > 0 ? JSON.stringify(values) : ''}`;
  return {
    providerId: randomUUID(),
    account: 'test',
    guest: { key: 'test' },
    from: 'guest',
    sentAt: now.toString(),
    parts: [{ type: 'text', text: text ?? payload }],
  };
}

function newConversation({ property }: PropertyConfig): Conversation {
  return {
    id: randomUUID(),
    property: property.id,
    channel: 'test',
    account: 'test',
    guest: { key: 'test' },
    owner: 'bot',
    language: null,
    tracker: null,
    lastGuestAt: null,
    windowUntil: null,
    windowClosedAt: null,
    attempts: 0,
    lastSeq: 1,
    lastIn: 1,
    doneIn: 0,
    lastOut: 0,
    sentOut: 0,
  };
}
