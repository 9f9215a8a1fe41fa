import { randomUUIDv7 } from 'node:crypto';
import type { Channel, Choice, Letter, Part, Reply, Turn } from '@botones/contract';
import type { Conversation, Rendered, TurnResult } from '../delivery/types.ts';
import { say } from '../dialogue/say.ts';
import { fold, type Tracker, type TrackerEvent } from '../dialogue/tracker.ts';
import type { Acted } from './acted.ts';
import type { PropertyRuntime } from './property-runtime.ts';

export interface Finished extends Acted {
  conversation: Conversation;
  turn: Turn;
  tracker: Tracker;
}

/** Responses that a guest should not read twice in one conversation. */
const onceOnly = ['utter_unsupported', 'utter_transcription_failed'];

/**
 * Outcome → everything that is committed: replies in the channel's form, events, tracker, audit, handoff.
 *
 * @throws what the channel throws when it renders, and an error when nothing is left of the words that were to be said.
 */
export function compose(runtime: PropertyRuntime, finished: Finished): TurnResult {
  const { conversation, turn, tracker, done, outcome, dialogue } = finished;
  const tookOver = done.do === 'silent' && done.reason === 'staff_wrote' && conversation.owner === 'bot';
  const handoff = tookOver ? { reason: done.reason } : (outcome.handoff ?? null);
  // The guest is told once that a person comes, and after whatever else there is to say.
  const called = outcome.handoff !== undefined && !finished.mute;
  const replies = called ? [...outcome.replies, { response: 'utter_handoff' }] : outcome.replies;
  const voice = {
    bot: runtime.config.bot,
    property: turn.property,
    language: turn.language,
    channel: turn.channel,
    slots: dialogue.memory.slots,
    seed: tracker.turns,
  };
  const parts = replies.flatMap((reply) => say(reply, voice) ?? []);
  if (replies.length > 0 && parts.length === 0 && !called) throw new Error('None of these responses exists.');
  const offered = parts.flatMap(choicesOf);

  const isHeard = finished.events.some(({ type }) => type === 'user');
  const events: TrackerEvent[] = [
    ...(isHeard ? [] : [{ type: 'noted', text: turn.text, understanding: turn.understanding } as const]),
    ...finished.events,
    ...replies.flatMap(saidOnce),
    ...(done.do === 'clarify' ? [doubtOf(turn)] : []),
    ...(offered.length > 0 ? [{ type: 'offered', choices: offered } as const] : []),
    ...(handoff ? [{ type: 'handoff', reason: handoff.reason } as const] : []),
  ];
  const at = turn.now.toString();
  const audit = (event: string, data: Record<string, unknown>) => ({ id: randomUUIDv7(), at, event, data });
  return {
    owner: handoff ? 'staff' : conversation.owner,
    language: turn.message.from === 'guest' ? turn.language : conversation.language,
    tracker: fold(tracker, events, runtime.engine.save(dialogue)),
    events,
    replies: render(runtime, turn.channel, parts, { language: turn.language, handoff: handoff !== null }),
    audit: [
      audit('message.received', { seq: Number(turn.id.split(':')[1]), channel: turn.channel, from: turn.message.from }),
      audit('turn.decided', describe(finished, parts)),
      ...(handoff ? [audit('handoff.opened', { reason: handoff.reason })] : []),
    ],
    handoff: handoff
      ? {
          id: randomUUIDv7(),
          reason: handoff.reason,
          language: turn.language,
          ...(finished.draft !== undefined && { draft: finished.draft }),
        }
      : null,
  };
}

function doubtOf({ text, understanding: { intent, confidence, language } }: Turn): TrackerEvent {
  return { type: 'doubted', text, intent, confidence, language };
}

function saidOnce(reply: Reply): TrackerEvent[] {
  return 'response' in reply && onceOnly.includes(reply.response) ? [{ type: 'told', what: reply.response }] : [];
}

function choicesOf(part: Part): Choice[] {
  if (part.type === 'choices') return part.choices;
  if (part.type === 'cards') return part.cards.flatMap((card) => card.choices ?? []);
  return [];
}

function render(runtime: PropertyRuntime, name: string, parts: Part[], about: Letter): Rendered[] {
  if (parts.length === 0) return [];
  const known = runtime.channels.get(name);
  if (known === undefined || known.capabilities.pull) return [{ payload: null, parts }];
  const { channel, capabilities } = known as { channel: Channel; capabilities: typeof known.capabilities };
  const payloads = channel.render(parts, capabilities, about);
  return payloads.map((payload, index) => ({ payload, parts: index === 0 ? parts : null }));
}

/** What the trail keeps of a decision: names and figures, no words of the guest. */
function describe({ turn, done, outcome, error }: Finished, parts: Part[]): Record<string, unknown> {
  const { intent, confidence, language } = turn.understanding;
  return {
    turn: turn.id,
    intent,
    confidence: Math.round(confidence * 1000) / 1000,
    language,
    decision: done.do,
    ...('handler' in done ? { handler: done.handler } : {}),
    ...('reason' in done ? { reason: done.reason } : {}),
    parts: parts.length,
    ...(outcome.effects ? { effects: outcome.effects } : {}),
    ...(error instanceof Error ? { error: error.name } : {}),
  };
}
