import assert from 'node:assert/strict';
import type { ChannelPlugin } from '../../channel.ts';
import type { Schema } from '../../schema.ts';
import { partTypes } from '../assertions/part.ts';
import { type Check, describeChecks } from '../check.ts';
import { pluginChecks } from '../plugin-checks.ts';
import { fuzzChecks } from './fuzz-checks.ts';
import { lookupChecks } from './lookup-checks.ts';
import { parseChecks } from './parse-checks.ts';
import { pollChecks } from './poll-checks.ts';
import { renderChecks } from './render-checks.ts';
import { withRig } from './rig.ts';
import type { ChannelSamples, Subject } from './samples.ts';
import { sendChecks } from './send-checks.ts';
import { verifyChecks } from './verify-checks.ts';

/** Describes, for the test runner that is there, what every channel promises. */
export function channelContract<S extends Schema | undefined, Payload>(
  plugin: ChannelPlugin<S, Payload>,
  samples: ChannelSamples<Payload>,
): void {
  describeChecks(`channel contract: ${plugin.name}`, channelChecks(plugin, samples));
}

/** The same promises one by one, for any other runner. */
export function channelChecks<S extends Schema | undefined, Payload>(
  plugin: ChannelPlugin<S, Payload>,
  samples: ChannelSamples<Payload>,
): Check[] {
  const subject = { plugin, samples };
  const { inbound, platform, poll } = samples;
  return [
    ...pluginChecks(plugin, 'channel', samples.options),
    ...shapeChecks(subject),
    ...(inbound
      ? [...verifyChecks(subject, inbound), ...parseChecks(subject, inbound), ...fuzzChecks(subject, inbound)]
      : []),
    ...renderChecks(subject),
    ...(platform && !plugin.capabilities.pull ? sendChecks(subject) : []),
    ...(platform && samples.lookup ? lookupChecks(subject) : []),
    ...(poll ? pollChecks(subject, poll.cursor) : []),
  ];
}

/** Nothing that the channel can do escapes the checks for want of a sample. */
function shapeChecks<Payload>(subject: Subject<Payload>): Check[] {
  const { plugin, samples } = subject;
  const { capabilities } = plugin;
  return [
    {
      title: 'declares capabilities that make sense',
      async run() {
        const { parts, maxChoices, maxText, windowHours } = capabilities;
        assert.ok(parts.includes('text'), 'every platform shows text');
        for (const type of parts) assert.ok(partTypes.includes(type), `there is no part "${type}"`);
        assert.ok(maxChoices >= 0 && maxText > 0, 'limits are counts');
        assert.ok(windowHours === null || windowHours > 0, 'no window at all is null');
      },
    },
    {
      title: 'sends, unless its clients fetch',
      run: () =>
        withRig(subject, async ({ channel }) => {
          if (capabilities.pull) assert.equal(channel.send, undefined, 'it has a send that core never calls');
          else assert.ok(channel.send, 'capabilities.pull is false, and there is no send: replies would never go out');
        }),
    },
    {
      title: 'verifies what it parses',
      run: () =>
        withRig(subject, async ({ channel }) => {
          assert.ok(!channel.parse || channel.verify, 'anybody could speak for its guests');
        }),
    },
    {
      title: 'comes with samples of all that it does',
      run: () =>
        withRig(subject, async ({ channel }) => {
          assert.ok(!channel.parse || samples.inbound, 'samples.inbound is missing');
          assert.ok(!channel.send || samples.platform, 'samples.platform is missing');
          assert.ok(!channel.lookup || samples.lookup, 'samples.lookup is not true');
          assert.ok(!channel.poll || (samples.poll && samples.platform), 'samples.poll or samples.platform is missing');
        }),
    },
    {
      title: 'names its paths from the root of its own',
      run: () =>
        withRig(subject, async ({ channel }) => {
          const paths = [channel.inbound ?? '/', ...(channel.routes ?? []).map(({ path }) => path)];
          for (const path of paths) assert.match(path, /^\/\S*$/);
        }),
    },
  ];
}
