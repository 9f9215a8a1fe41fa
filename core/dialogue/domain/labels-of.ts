import type { Mark } from '../tracking/event.ts';
import type { Domain } from './domain.ts';

/** The labels of a message's entities that influence the conversation, sorted, each once: `city`, `city#to`. */
export function labelsOf(domain: Pick<Domain, 'intents'>, intent: string | null, marks: readonly Mark[]): string[] {
  if (marks.length === 0) return [];
  const used = intent === null ? undefined : domain.intents.get(intent);
  const labels = marks.flatMap(({ entity, role, group }) => [
    entity,
    ...(role === undefined ? [] : [label(entity, role)]),
    ...(group === undefined ? [] : [label(entity, group)]),
  ]);
  return [...new Set(labels)].filter((one) => used?.has(one) ?? true).sort();
}

export function label(entity: string, part: string): string {
  return `${entity}#${part}`;
}
