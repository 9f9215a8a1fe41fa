import { createCourtesy } from '../delivery/courtesy.ts';
import { deliveryPolicy } from '../delivery/deliver.ts';
import type { Work } from '../delivery/own.ts';
import { reportUndelivered } from '../delivery/undelivered.ts';
import type { CandidateStore } from '../nlu/index.ts';
import { createLessons } from '../pipeline/keep-lessons.ts';
import { giveUp, runTurn } from '../pipeline/turn.ts';
import type { Grounds } from './grounds.ts';
import type { OpenProperty } from './open-property.ts';

/** Starts of one message before it is given up. */
const MAX_ATTEMPTS = 5;

/** The work of whoever owns a conversation: its property's turns and doors. `settled` waits for what turns leave behind. */
export function openWork(
  { database, metrics, wake, now, callPeople, failed }: Grounds,
  properties: readonly OpenProperty[],
  candidates: CandidateStore,
): Work & { settled(): Promise<void> } {
  const byId = new Map(properties.map((each) => [each.plugins.config.property.id, each]));
  function propertyOf({ property }: { property: string }): OpenProperty {
    const known = byId.get(property);
    if (known === undefined) throw new Error('The conversation belongs to a property that is not configured.');
    return known;
  }
  const channelOf = (at: { property: string; channel: string }) =>
    byId.get(at.property)?.plugins.channels.get(at.channel);
  const lessons = createLessons(candidates, database, now, failed('What a turn teaches could not be kept'));
  const beside = createCourtesy();
  return {
    runTurn: (conversation, inbound, signal) =>
      beside(channelOf(conversation)?.channel, inbound.message, conversation.owner, () =>
        runTurn(propertyOf(conversation).runtime, conversation, inbound, signal),
      ),
    giveUp: (conversation, inbound) => giveUp(propertyOf(conversation).runtime, conversation, inbound),
    doorOf: ({ property, channel }) => byId.get(property)?.doors.get(channel) ?? null,
    committed(conversation, inbound, result) {
      lessons.keep(conversation, inbound, result);
      if (result.replies.length > 0 && channelOf(conversation)?.capabilities.pull) wake.said([conversation.id]);
      if (result.handoff !== null && result.handoff.reason !== 'staff_wrote') callPeople(result.handoff.id);
    },
    delivery: {
      ...deliveryPolicy,
      now: () => now().epochMilliseconds,
      async undelivered(what) {
        metrics.undelivered.inc({ kind: what.kind });
        const call = await reportUndelivered(database, what);
        if (call !== null) callPeople(call);
      },
    },
    maxAttempts: MAX_ATTEMPTS,
    settled: () => lessons.settled(),
  };
}
