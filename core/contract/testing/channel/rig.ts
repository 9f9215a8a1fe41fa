import assert from 'node:assert/strict';
import { aChannelContext } from '../builders/contexts.ts';
import type { FakePlatform } from '../fakes/fake-platform.ts';
import { manualClock } from '../fakes/manual-clock.ts';
import { readOptions } from '../plugin-checks.ts';
import type { Rig, Subject } from './samples.ts';

/** Sets the channel up, lets `use` try it, and runs what it left for its end. */
export async function withRig<Payload>(
  { plugin, samples }: Subject<Payload>,
  use: (rig: Rig<Payload>) => void | Promise<void>,
  platformOptions: unknown = {},
): Promise<void> {
  const options = await readOptions(plugin, { ...samples.options, ...(platformOptions as object) });
  const { property, accounts } = samples;
  const clock = manualClock();
  const context = aChannelContext(options as never, {
    now: clock.now,
    ...(property && { property }),
    ...(accounts && { accounts }),
  });
  try {
    const channel = await plugin.setup(context);
    await use({ channel, context, clock });
  } finally {
    await context.close();
  }
}

/** The same with a channel that talks to a stand-in for its platform. */
export async function withPlatform<Payload>(
  subject: Subject<Payload>,
  use: (rig: Rig<Payload> & { platform: FakePlatform }) => Promise<void>,
): Promise<void> {
  const { platform: open } = subject.samples;
  assert.ok(open, 'the samples name no platform');
  const platform = await open();
  try {
    await withRig(subject, (rig) => use({ ...rig, platform }), platform.options);
  } finally {
    await platform.close();
  }
}
