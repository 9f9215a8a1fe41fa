import type { Part } from '@botones/contract';
import type { Config } from '../config/config.ts';
import type { Rendered } from '../delivery/types.ts';
import { withChannel } from './channel-aside.ts';

/** Renders parts for the channel of a conversation, from a process in which no channel runs: a command of staff. */
export async function renderFor(
  config: Config,
  projectFolder: string,
  target: { property: string; channel: string },
  parts: Part[],
): Promise<{ rendered: Rendered[]; pull: boolean }> {
  const rendered = await withChannel(config, projectFolder, target, ({ channel, plugin: { capabilities } }) =>
    capabilities.pull
      ? null
      : channel.render(parts, capabilities).map((payload, index) => ({ payload, parts: index === 0 ? parts : null })),
  );
  // A channel that is no longer configured (a chat in the terminal) is read from the transcript.
  return rendered === null ? { rendered: [{ payload: null, parts }], pull: true } : { rendered, pull: false };
}
