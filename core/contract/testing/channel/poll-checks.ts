import assert from 'node:assert/strict';
import { assertReceived } from '../assertions/received.ts';
import type { Check } from '../check.ts';
import { settles } from '../tools/settles.ts';
import { withPlatform } from './rig.ts';
import type { Rig, Subject } from './samples.ts';

/** A mailbox that is asked for news: nothing may fall between two polls, or between a poll and a crash. */
export function pollChecks<Payload>(subject: Subject<Payload>, cursor: string): Check[] {
  const signal = () => new AbortController().signal;
  return [
    {
      title: 'poll reads what came since a cursor, in the form of the contract',
      run: () =>
        withPlatform(subject, async ({ channel }) => {
          const news = await poll(channel, cursor, signal());
          assert.ok(news.messages.length > 0, 'the platform of the samples has a message behind this cursor');
          const ids = news.messages.map(({ providerId }) => providerId);
          assert.deepEqual(ids, [...new Set(ids)], 'a message was read twice');
        }),
    },
    {
      title: 'poll reads the same again from the same cursor, for a crash comes before the cursor is kept',
      run: () =>
        withPlatform(subject, async ({ channel }) => {
          const [first, second] = [await poll(channel, cursor, signal()), await poll(channel, cursor, signal())];
          assert.deepEqual(second.messages, first.messages);
        }),
    },
    {
      title: 'poll begins without a cursor',
      run: () => withPlatform(subject, async ({ channel }) => void (await poll(channel, null, signal()))),
    },
    {
      title: 'poll fails when the platform does, and keeps the cursor where it was',
      run: () =>
        withPlatform(subject, async ({ channel, platform }) => {
          for (const behaviour of ['busy', 'break', 'cut'] as const) {
            platform.behave(behaviour);
            const news = await poll(channel, cursor, signal()).catch(() => null);
            assert.ok(news === null || news.cursor === cursor, `it moved on over "${behaviour}"`);
          }
        }),
    },
    {
      title: 'poll lets go when it is aborted',
      run: () =>
        withPlatform(subject, async ({ channel, platform }) => {
          platform.behave('hang');
          const controller = new AbortController();
          const polling = poll(channel, cursor, controller.signal);
          await settles(platform.reached(), 'nothing reached the platform');
          controller.abort();
          const result = await settles(polling, 'it ignores its signal');
          assert.equal(result.status, 'rejected');
        }),
    },
  ];
}

async function poll<Payload>(channel: Rig<Payload>['channel'], from: string | null, signal: AbortSignal) {
  assert.ok(channel.poll, 'the samples give a cursor, and the channel has no poll');
  const {
    cursor,
    more: _,
    restSeconds: __,
    ...received
  } = await channel.poll(from, signal, { known: async () => new Set() });
  assert.ok(typeof cursor === 'string' && cursor !== '', 'a poll must return where the next one begins');
  assertReceived(received);
  return { ...received, cursor };
}
