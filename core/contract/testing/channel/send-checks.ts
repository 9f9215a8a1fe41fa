import assert from 'node:assert/strict';
import type { Sent } from '../../channel.ts';
import type { Check } from '../check.ts';
import type { Behaviour } from '../fakes/fake-platform.ts';
import { settles } from '../tools/settles.ts';
import { hasWhisper } from '../tools/whisper.ts';
import type { Subject } from './samples.ts';
import { onTrial } from './trial.ts';

/** What the platform says → what core makes of it: done, later, given up, or looked up before it is tried again. */
export function sendChecks<Payload>(subject: Subject<Payload>): Check[] {
  const check = onTrial(subject);
  const answers = (behaviour: Behaviour, title: string, expected: (sent: Sent) => boolean): Check =>
    check(`send ${title}`, async ({ platform, send }) => {
      platform.behave(behaviour);
      const sent = await send();
      assert.ok(expected(sent), `it made of it: ${JSON.stringify(sent)}`);
      assert.ok(sent.status === 'accepted' || !hasWhisper(sent.reason), 'its reason repeats what the platform echoed');
    });
  const failed = (sent: Sent) => (sent.status === 'failed' ? sent.failure : null);
  const isUnknown = (sent: Sent) => failed(sent) === 'unknown';

  return [
    check('send hands one payload over, and keeps the id that the platform gives', async ({ platform, send }) => {
      const sent = await send();
      assert.ok(sent.status === 'accepted', `it made of it: ${JSON.stringify(sent)}`);
      assert.ok(typeof sent.providerId === 'string' && sent.providerId !== '', 'there is no provider id');
      assert.equal(platform.taken, 1);
    }),
    answers('busy', 'comes back later when the platform has no time', (sent) => {
      return sent.status === 'retry' && sent.seconds > 0 && sent.seconds <= 86_400;
    }),
    answers('refuse', 'gives up what the platform refuses', (sent) =>
      ['content', 'recipient', 'window'].includes(failed(sent) ?? ''),
    ),
    answers('forbid', 'stops the account that the platform locks out', (sent) => failed(sent) === 'account'),
    answers('break', 'calls the fate unknown when the platform fails midway', isUnknown),
    answers('cut', 'calls the fate unknown when the platform hangs up', isUnknown),
    check('send leaves tries to core', async ({ platform, send }) => {
      platform.behave('break');
      await send();
      assert.equal(platform.taken, 1, 'a channel that tries again by itself makes doubles');
    }),
    check('send lets go when it is aborted, and calls the fate unknown', async ({ platform, send }) => {
      platform.behave('hang');
      const controller = new AbortController();
      const sending = send(controller.signal);
      await settles(platform.reached(), 'nothing reached the platform');
      controller.abort();
      const sent = await settles(sending, 'it ignores its signal: a slow platform would hold a worker for ever');
      assert.ok(sent.status === 'fulfilled' && isUnknown(sent.value), `it made of it: ${JSON.stringify(sent)}`);
    }),
    check('send does not begin when it is aborted already', async ({ platform, send }) => {
      const sent = await settles(send(AbortSignal.abort()), 'it ignores its signal');
      assert.ok(sent.status === 'fulfilled' && isUnknown(sent.value), `it made of it: ${JSON.stringify(sent)}`);
      assert.equal(platform.taken, 0);
    }),
  ];
}
