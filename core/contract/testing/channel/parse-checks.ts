import assert from 'node:assert/strict';
import type { Channel, HttpRequest, Receipt, Received } from '../../channel.ts';
import { assertReceived } from '../assertions/received.ts';
import type { Check } from '../check.ts';
import { deepFreeze } from '../tools/deep-freeze.ts';
import { elsewhen } from '../tools/elsewhen.ts';
import { withRig } from './rig.ts';
import type { InboundSamples, Rig, Subject } from './samples.ts';

/** Bytes → messages and delivery events, every time the same. */
export function parseChecks<Payload>(subject: Subject<Payload>, inbound: InboundSamples<Payload>): Check[] {
  const check = (
    title: string,
    test: (parse: NonNullable<Channel['parse']>, requests: readonly HttpRequest[], rig: Rig<Payload>) => unknown,
  ): Check => ({
    title,
    run: () =>
      withRig(subject, async (rig) => {
        const { channel } = rig;
        assert.ok(channel.parse, 'the samples hold inbound requests, and the channel has no parse');
        await test((request) => channel.parse?.(request) ?? assert.fail(), await inbound.genuine(rig), rig);
      }),
  });
  const { partlyBroken } = inbound;
  return [
    check('parse reads every sample in the form of the contract', (parse, requests, { context }) => {
      const all = requests.map(parse);
      for (const received of all) {
        assertReceived(received);
        assert.deepEqual(received.skipped ?? [], [], 'a genuine sample could not be read');
        for (const { account } of [...received.messages, ...received.deliveries]) {
          assert.ok(context.accounts.includes(account), `no configured account is called ${account}`);
        }
      }
      assert.ok(
        all.some(({ messages, news }) => messages.length > 0 || news),
        'the samples hold no message, and no word that there is news',
      );
    }),
    check('parse is pure: the same bytes say the same, and nothing is changed', (parse, requests) => {
      for (const request of requests) {
        const before = { body: [...request.body], query: request.query.toString() };
        const first = structuredClone(parse(deepFreeze(request)));
        assert.deepEqual(parse(request), first);
        assert.deepEqual({ body: [...request.body], query: request.query.toString() }, before);
      }
    }),
    check('parse takes the time from the platform or the context, never from the system', async (parse, requests) => {
      for (const request of requests) {
        const now = parse(request);
        assert.deepEqual(await elsewhen(() => parse(request)), now);
      }
    }),
    check('parse gives each message an id of its own', (parse, requests) => {
      const ids = requests.flatMap((request) => idsOf(parse(request)));
      assert.deepEqual(ids, [...new Set(ids)], 'two messages share an id: the second would be dropped as a double');
    }),
    {
      title: 'parse gives a message that comes again an hour later, to another process, the same id',
      run: () =>
        withRig(subject, async (first) => {
          const requests = await inbound.genuine(first);
          const ids = requests.map((request) => idsOf(first.channel.parse?.(request)));
          await withRig(subject, async (second) => {
            second.clock.advance({ hours: 1 });
            assert.deepEqual(
              requests.map((request) => idsOf(second.channel.parse?.(request))),
              ids,
            );
          });
        }),
    },
    ...(partlyBroken
      ? [
          check('parse loses no message over a broken neighbour', async (parse, _requests, rig) => {
            const received = parse(await partlyBroken(rig));
            assertReceived(received);
            assert.ok(received.messages.length > 0, 'the readable items were lost');
            assert.ok((received.skipped ?? []).length > 0, 'nothing tells of the broken item');
          }),
        ]
      : []),
    check('acknowledge tells the platform that its message is stored, a double too', (parse, requests, { channel }) => {
      for (const received of requests.map(parse)) {
        for (const double of [false, true]) {
          const { status } = channel.acknowledge?.(received, receiptsOf(received, double)) ?? { status: 200 };
          assert.ok(status >= 200 && status < 300, `${status} makes the platform send the message again, for days`);
        }
      }
    }),
  ];
}

function idsOf(received: Received | undefined): string[] {
  return (received?.messages ?? []).map(({ account, providerId }) => `${account}/${providerId}`);
}

function receiptsOf({ messages }: Received, double: boolean): Receipt[] {
  return messages.map(({ providerId }, index) => ({ providerId, conversationId: 'c1', seq: index + 1, double }));
}
