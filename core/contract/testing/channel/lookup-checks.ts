import assert from 'node:assert/strict';
import type { Fate } from '../../channel.ts';
import type { Check } from '../check.ts';
import { settles } from '../tools/settles.ts';
import type { Subject } from './samples.ts';
import { onTrial, type Trial } from './trial.ts';

type Lookup = (signal?: AbortSignal) => Promise<Fate>;

/** Asked after a crash: a wrong "not sent" makes a double, a wrong "sent" loses a message. */
export function lookupChecks<Payload>(subject: Subject<Payload>): Check[] {
  const trial = onTrial(subject);
  const check = (title: string, test: (trial: Trial<Payload>, lookup: Lookup) => Promise<void>): Check =>
    trial(`lookup ${title}`, async (each) => {
      const { channel, item } = each;
      assert.ok(channel.lookup, 'samples.lookup is true, and there is no lookup');
      const ask = channel.lookup.bind(channel);
      await test(each, (signal = new AbortController().signal) => ask(item, signal));
    });
  return [
    check('finds what was accepted', async ({ send }, lookup) => {
      const sent = await send();
      assert.ok(sent.status === 'accepted');
      assert.deepEqual(await lookup(), { status: 'sent', providerId: sent.providerId });
    }),
    check('knows what never came', async (_trial, lookup) => {
      assert.deepEqual(await lookup(), { status: 'not-sent' });
    }),
    check('does not guess while the platform is out of order', async ({ platform }, lookup) => {
      for (const behaviour of ['busy', 'break', 'cut'] as const) {
        platform.behave(behaviour);
        const fate = await lookup().catch(() => ({ status: 'wait' }));
        assert.equal(fate.status, 'wait', `over "${behaviour}"`);
      }
    }),
    check('lets go when it is aborted', async ({ platform }, lookup) => {
      platform.behave('hang');
      const controller = new AbortController();
      const looking = lookup(controller.signal);
      await settles(platform.reached(), 'nothing reached the platform');
      controller.abort();
      const result = await settles(looking, 'it ignores its signal');
      assert.ok(
        result.status === 'rejected' || result.value.status === 'wait',
        `it made of it: ${JSON.stringify(result)}`,
      );
    }),
  ];
}
