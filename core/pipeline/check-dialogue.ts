import type { HandlerPlugin } from '@botones/contract';
import type { PropertyConfig } from '../config/config.ts';
import type { Findings } from '../config/findings.ts';
import { type ConfiguredHandler, compileHotel } from '../dialogue/hotel/compile-hotel.ts';
import { readPaths } from '../dialogue/stories/read-paths.ts';
import { loadPlugin } from '../plugins.ts';

/**
 * What is wrong with the dialogue of a property: its rules, forms and stories, and what its handlers need to know. A
 * handler that cannot be loaded is left out: `checkPlugins` tells of it.
 */
export async function checkDialogue(
  { bot, handlers }: Pick<PropertyConfig, 'bot' | 'handlers'>,
  projectFolder: string,
  findings: Findings,
): Promise<void> {
  const configured: ConfiguredHandler[] = [];
  for (const entry of handlers) {
    const loaded = await loadPlugin<HandlerPlugin>('handler', entry, projectFolder).catch(() => null);
    const { slots = [], asks = [], checks = false } = loaded !== null && 'plugin' in loaded ? loaded.plugin : {};
    configured.push({ name: entry.name, slots, asks, checks, place: entry.place });
  }
  const { domain } = compileHotel(bot, configured, findings);
  readPaths(bot.dialogue, 'test', domain, findings);
}
