import type { Intent } from '../config.ts';
import type { Findings } from '../findings.ts';
import { recordOf } from '../record-of.ts';
import type { RasaFile } from './rasa-file.ts';

/** Joins what the domain and the examples say of each intent; a later layer wins key by key. */
export function mergeIntents(layers: readonly (readonly RasaFile[])[], findings: Findings): Map<string, Intent> {
  const merged = new Map<string, Intent>();
  for (const files of layers) {
    const parts = files.flatMap((file) => file.intents);
    for (const [name, same] of Map.groupBy(parts, (part) => part.name)) {
      const below = merged.get(name);
      const own = joinParts(same, findings);
      merged.set(name, {
        name,
        triggers: own.triggers ?? below?.triggers ?? null,
        threshold: own.threshold ?? below?.threshold ?? null,
        title: Object.keys(own.title).length > 0 ? own.title : (below?.title ?? own.title),
        place: own.place,
      });
    }
  }
  return merged;
}

/** Parts of one layer must not contradict each other. */
function joinParts(parts: readonly Intent[], findings: Findings): Omit<Intent, 'name'> {
  return {
    triggers: onlyValue(parts, 'triggers', findings),
    threshold: onlyValue(parts, 'threshold', findings),
    title: recordOf(parts.toReversed().flatMap(({ title }) => Object.entries(title))),
    place: (parts[0] as Intent).place,
  };
}

function onlyValue<K extends 'triggers' | 'threshold'>(
  parts: readonly Intent[],
  key: K,
  findings: Findings,
): Intent[K] | null {
  const [first, ...others] = parts.filter((part) => part[key] !== null);
  for (const other of others) {
    if (!first || other[key] === first[key]) continue;
    const where = `${first.place.file}:${first.place.line}`;
    const message = `${key} of ${other.name} is ${other[key]} here, ${first[key]} in ${where}`;
    findings.fault(other.place, message, 'keep one of the two');
  }
  return first?.[key] ?? null;
}
