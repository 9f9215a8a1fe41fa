import { ConfigError, loadConfig } from '../../config/index.ts';
import { NoZone } from './read-moment.ts';

/** By whose clocks times are read and shown. */
export interface Zones {
  /** Those that the configuration knows; null: it could not be read. */
  readonly properties: readonly string[] | null;
  /** Of times of a property; UTC for one that is not configured. */
  of(property: string): string;
  /** Of dates without an offset. @throws NoZone when it is not clear. */
  forDates(property: string | undefined): string;
}

/** @param given `--zone`, which goes before everything. */
export function readZones(configFolder: string, given: string | undefined): Zones {
  if (given !== undefined && !isZone(given)) {
    throw new RangeError(`--zone "${given}" is no time zone. Write one like Europe/Madrid, or UTC.`);
  }
  const known = readKnown(configFolder);
  return {
    properties: known === null ? null : [...known.keys()],
    of: (property) => given ?? known?.get(property) ?? 'UTC',
    forDates(property) {
      if (given !== undefined) return given;
      const own = property === undefined ? undefined : known?.get(property);
      const all = new Set(known?.values());
      const [only] = all;
      const zone = own ?? (property === undefined && all.size === 1 ? only : undefined);
      if (zone !== undefined) return zone;
      throw new NoZone(
        `By which clock is the date meant? ${why(known, property)} Add --zone, as in --zone Europe/Madrid.`,
      );
    },
  };
}

function why(known: ReadonlyMap<string, string> | null, property: string | undefined): string {
  if (known === null) return 'The configuration cannot be read (npm run validate says why).';
  if (property !== undefined) return `The configuration has no property "${property}".`;
  return `The properties have different zones (${[...known].map((pair) => pair.join(': ')).join(', ')}).`;
}

/** Who looks at the trail need not have the secrets of the bot, without which its configuration has faults. */
function readKnown(configFolder: string): ReadonlyMap<string, string> | null {
  try {
    const { properties } = loadConfig(configFolder, process.env);
    return new Map(properties.map(({ property }) => [property.id, property.timeZone]));
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

function isZone(name: string): boolean {
  try {
    return Temporal.Now.zonedDateTimeISO(name) !== null;
  } catch {
    return false;
  }
}
