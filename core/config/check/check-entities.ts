import type { Entity } from '@botones/contract';
import type { Bot, Place } from '../config.ts';
import type { Findings } from '../findings.ts';
import { suggest } from '../yaml/suggest.ts';

interface Use {
  readonly entity: Entity;
  readonly place: Place;
}

/** Faults, each at the first use: an entity, role or group that examples use and the domain does not declare. */
export function checkEntities(bot: Bot, findings: Findings): void {
  const uses = bot.examples.flatMap(({ entities, place }) => entities.map((entity): Use => ({ entity, place })));
  for (const [name, same] of Map.groupBy(uses, ({ entity }) => entity.entity)) {
    const declared = bot.entities.get(name);
    if (!declared) {
      reportUndeclared(name, same, [...bot.entities.keys()], findings);
      continue;
    }
    for (const key of ['role', 'group'] as const) {
      const known = declared[`${key}s`];
      for (const [value, [first]] of Map.groupBy(same, ({ entity }) => entity[key])) {
        if (value === undefined || !first || known.includes(value)) continue;
        const cure = `declare it: entities: [{${name}: {${key}s: [${[...known, value].join(', ')}]}}]`;
        findings.fault(first.place, `entity "${name}" has no ${key} "${value}"`, cure);
      }
    }
  }
}

function reportUndeclared(name: string, uses: readonly Use[], known: readonly string[], findings: Findings): void {
  const [first] = uses;
  if (!first) return;
  const more = uses.length > 1 ? ` (used ${uses.length} times)` : '';
  const meant = suggest(name, known);
  const cure = `${meant ? `did you mean "${meant}"? If not, ` : ''}add "- ${name}" below entities:`;
  findings.fault(first.place, `entity "${name}" is never declared${more}`, cure);
}
