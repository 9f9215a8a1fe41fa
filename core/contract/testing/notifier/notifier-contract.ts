import assert from 'node:assert/strict';
import type { Notifier, NotifierPlugin } from '../../ports/notifier.ts';
import type { Schema } from '../../schema.ts';
import { aHandoffCall } from '../builders/a-handoff-call.ts';
import { anEntry } from '../builders/a-transcript.ts';
import { anAlert } from '../builders/an-alert.ts';
import { aNotifierContext, type LogLine } from '../builders/contexts.ts';
import { type Check, describeChecks } from '../check.ts';
import type { FakePlatform, OpenPlatform } from '../fakes/fake-platform.ts';
import { pluginChecks, readOptions } from '../plugin-checks.ts';
import { settles } from '../tools/settles.ts';
import { hasWhisper, whisper } from '../tools/whisper.ts';

export interface NotifierSamples {
  /** As the YAML writes them; default none. */
  options?: object;
  /** For a notifier that calls an outside system: opens a stand-in. Its options are laid over `options`. */
  platform?: OpenPlatform;
}

interface Trial {
  readonly notifier: Notifier;
  readonly lines: readonly LogLine[];
}

/** Describes, for the test runner that is there, what every notifier promises. */
export function notifierContract<S extends Schema | undefined>(
  plugin: NotifierPlugin<S>,
  samples: NotifierSamples = {},
): void {
  describeChecks(`notifier contract: ${plugin.name}`, notifierChecks(plugin, samples));
}

/** The same promises one by one, for any other runner. */
export function notifierChecks<S extends Schema | undefined>(
  plugin: NotifierPlugin<S>,
  samples: NotifierSamples = {},
): Check[] {
  const withNotifier = async (extra: unknown, use: (trial: Trial) => Promise<void>) => {
    const options = await readOptions(plugin, { ...samples.options, ...(extra as object) });
    const context = aNotifierContext(options as never);
    try {
      await use({ notifier: await plugin.setup(context), lines: context.lines });
    } finally {
      await context.close();
    }
  };
  const withReceiver = async (use: (trial: Trial, receiver: FakePlatform | null) => Promise<void>) => {
    const receiver = (await samples.platform?.()) ?? null;
    try {
      await withNotifier(receiver?.options ?? {}, (trial) => use(trial, receiver));
    } finally {
      await receiver?.close();
    }
  };
  return [
    ...pluginChecks(plugin, 'notifier', samples.options),
    {
      title: 'delivers a call once, and leaves it as it is',
      run: () =>
        withReceiver(async ({ notifier }, receiver) => {
          const call = confidentialCall();
          const before = structuredClone(call);
          await notifier.notify(call, new AbortController().signal);
          assert.deepEqual(call, before);
          if (receiver) assert.equal(receiver.taken, 1);
        }),
    },
    {
      title: 'delivers an alert once, and leaves it as it is, if it takes alerts at all',
      run: () =>
        withReceiver(async ({ notifier }, receiver) => {
          const alert = anAlert();
          const before = structuredClone(alert);
          await notifier.alert?.(alert, new AbortController().signal);
          assert.deepEqual(alert, before);
          if (receiver) assert.equal(receiver.taken, notifier.alert ? 1 : 0);
        }),
    },
    {
      title: 'logs no word of the guest',
      run: () =>
        withReceiver(async ({ notifier, lines }) => {
          await notifier.notify(confidentialCall(), new AbortController().signal);
          assert.ok(!hasWhisper(JSON.stringify(lines)), 'a log line repeats a message');
        }),
    },
    ...(samples.platform ? receiverChecks(withReceiver) : []),
  ];
}

/** A call that fails must be seen to fail: core tries it again. */
function receiverChecks(
  withReceiver: (use: (trial: Trial, receiver: FakePlatform | null) => Promise<void>) => Promise<void>,
): Check[] {
  return [
    {
      title: 'rejects when the receiver does not take the call, in words without the guest',
      run: () =>
        withReceiver(async ({ notifier }, receiver) => {
          for (const behaviour of ['busy', 'refuse', 'forbid', 'break', 'cut'] as const) {
            receiver?.behave(behaviour);
            const result = await settles(
              notifier.notify(confidentialCall(), new AbortController().signal),
              `it hangs over "${behaviour}"`,
            );
            assert.ok(result.status === 'rejected', `nobody would know that the call was lost over "${behaviour}"`);
            assert.ok(!hasWhisper(String(result.reason)), 'the error repeats a message, and errors are logged');
            const alerting = notifier.alert?.(anAlert(), new AbortController().signal) ?? Promise.reject();
            const alerted = await settles(alerting, `it hangs over "${behaviour}"`);
            assert.equal(alerted.status, 'rejected', `nobody would know that an alert was lost over "${behaviour}"`);
          }
        }),
    },
    {
      title: 'lets go when it is aborted',
      run: () =>
        withReceiver(async ({ notifier }, receiver) => {
          receiver?.behave('hang');
          const controller = new AbortController();
          const notifying = notifier.notify(confidentialCall(), controller.signal);
          const settled = settles(notifying, 'it ignores its signal');
          if (receiver) await settles(receiver.reached(), 'nothing reached the receiver');
          controller.abort();
          assert.equal((await settled).status, 'rejected');
        }),
    },
  ];
}

function confidentialCall() {
  const guest = anEntry({ parts: [{ type: 'text', text: whisper }] });
  const staff = anEntry({ seq: 2, from: 'staff', author: 'Ana', parts: [{ type: 'text', text: whisper }] });
  return aHandoffCall({ lastMessages: [guest, staff] });
}
