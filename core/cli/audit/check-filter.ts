import { auditEvents } from '../../audit/events.ts';
import { didYouMean } from '../../config/yaml/suggest.ts';
import type { AuditFilter } from '../../store/audit-filter.ts';

/** What is said of a filter by which nothing is found, where it names what does not exist; null: it may be so. */
export async function findMistake(
  filter: AuditFilter,
  properties: readonly string[] | null,
  isOnTrail: (filter: AuditFilter) => Promise<boolean>,
): Promise<string | null> {
  const { property, events = [] } = filter;
  if (property !== undefined && !properties?.includes(property) && !(await isOnTrail({ property }))) {
    const known = properties ?? [];
    return `There is no property "${property}", and nothing of it on the trail: ${otherwise(property, known)}`;
  }
  for (const event of events) {
    if ((auditEvents as readonly string[]).includes(event) || (await isOnTrail({ events: [event] }))) continue;
    return `There is no event "${event}": ${otherwise(event, auditEvents)}`;
  }
  return null;
}

function otherwise(word: string, known: readonly string[]): string {
  return didYouMean(word, known, `known are ${known.join(', ') || 'none'}.`);
}
