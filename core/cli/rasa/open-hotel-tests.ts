import type { HandlerPlugin } from '@botones/contract';
import type { PropertyConfig } from '../../config/config.ts';
import { ConfigError, Findings, loadConfig } from '../../config/index.ts';
import type { Engine } from '../../dialogue/engine/engine.ts';
import { compileHotel } from '../../dialogue/hotel/compile-hotel.ts';
import type { Path } from '../../dialogue/stories/block.ts';
import { readPaths } from '../../dialogue/stories/read-paths.ts';
import { loadPlugin } from '../../plugins.ts';

/** A property of a hotel's folder, its dialogue compiled, with its test stories. */
export interface HotelTests {
  readonly config: PropertyConfig;
  readonly engine: Engine;
  readonly tests: readonly Path[];
}

/** @throws ConfigError with what is wrong with the files or their dialogue, and errors of plugins that cannot be loaded */
export async function openHotelTests(folder: string): Promise<HotelTests[]> {
  const { properties } = loadConfig(folder, process.env);
  const findings = new Findings();
  const opened: HotelTests[] = [];
  for (const config of properties) {
    const handlers = [];
    for (const entry of config.handlers) {
      const loaded = await loadPlugin<HandlerPlugin>('handler', entry, process.cwd());
      if ('faults' in loaded) throw new ConfigError(loaded.faults);
      const { slots = [], asks = [], checks = false } = loaded.plugin;
      handlers.push({ name: entry.name, slots, asks, checks, place: entry.place });
    }
    const engine = compileHotel(config.bot, handlers, findings);
    opened.push({ config, engine, tests: readPaths(config.bot.dialogue, 'test', engine.domain, findings) });
  }
  if (findings.faults.length > 0) throw new ConfigError(findings.faults, findings.warnings);
  return opened;
}
