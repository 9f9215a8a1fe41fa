import type { Domain, Form, SlotMapping } from '../domain/domain.ts';

/** Of a form's mappings from entities those that several of its slots have alike: only the slot asked for may use them. */
export function findSharedMappings(form: Form, { slots }: Pick<Domain, 'slots'>): ReadonlySet<SlotMapping> {
  const mappings = form.requiredSlots
    .flatMap((name) => slots.get(name)?.mappings ?? [])
    .filter(({ type }) => type === 'from_entity');
  const alike = Map.groupBy(mappings, (mapping) => JSON.stringify(mapping));
  return new Set([...alike.values()].filter((same) => same.length > 1).flat());
}
