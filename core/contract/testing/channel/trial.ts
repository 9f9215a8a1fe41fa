import assert from 'node:assert/strict';
import type { Channel, OutboundItem, Sent } from '../../channel.ts';
import { anItem } from '../builders/an-item.ts';
import type { Check } from '../check.ts';
import type { FakePlatform } from '../fakes/fake-platform.ts';
import { whisper } from '../tools/whisper.ts';
import { withPlatform } from './rig.ts';
import type { Rig, Subject } from './samples.ts';

/** One item on its way to a stand-in for the platform. */
export interface Trial<Payload> {
  readonly channel: Channel<Payload>;
  readonly platform: FakePlatform;
  readonly item: OutboundItem<Payload>;
  /** Sends the item; throwing counts as an unknown fate, as it does for core. */
  send(signal?: AbortSignal): Promise<Sent>;
}

/** Makes checks that are given a trial each. */
export function onTrial<Payload>(
  subject: Subject<Payload>,
): (title: string, test: (trial: Trial<Payload>) => Promise<void>) => Check {
  return (title, test) => ({ title, run: () => withPlatform(subject, (rig) => test(openTrial(subject, rig))) });
}

function openTrial<Payload>(
  { plugin }: Subject<Payload>,
  { channel, platform }: Rig<Payload> & { platform: FakePlatform },
): Trial<Payload> {
  const [payload] = channel.render([{ type: 'text', text: whisper }], plugin.capabilities);
  assert.ok(payload !== undefined, 'render makes no payload of a text');
  const item = anItem(payload);
  return {
    channel,
    platform,
    item,
    async send(signal = new AbortController().signal) {
      assert.ok(channel.send, 'there is no send');
      try {
        return await channel.send(item, signal);
      } catch {
        return { status: 'failed', failure: 'unknown', reason: 'it threw' };
      }
    },
  };
}
