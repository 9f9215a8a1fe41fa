import type { Piece } from '../../config/config.ts';
import type { Findings } from '../../config/findings.ts';
import { checkShape } from '../../config/yaml/check-shape.ts';
import type { MappingCondition, SlotMapping } from './domain.ts';
import { mappingSchema } from './slot-schema.ts';

const needs = { from_entity: 'entity', from_intent: 'value', from_trigger_intent: 'value' } as const;

/** Reads one mapping of a slot; null where it cannot be used. `also`: the conditions of a mapping that has none. */
export function readMapping(
  piece: Piece,
  findings: Findings,
  also: readonly MappingCondition[] = [],
): SlotMapping | null {
  const given = checkShape(mappingSchema, piece, findings);
  if (given === null) return null;
  const need = given.type in needs ? needs[given.type as keyof typeof needs] : null;
  if (need !== null && (given[need] ?? null) === null) {
    findings.fault(piece.place, `a mapping ${given.type} needs "${need}"`, `add ${need}: …`);
    return null;
  }
  return {
    type: given.type,
    entity: given.entity ?? null,
    role: given.role,
    group: given.group,
    value: given.value,
    action: given.action ?? null,
    intents: given.intent ?? [],
    notIntents: given.not_intent ?? [],
    conditions:
      given.conditions?.map(({ active_loop = null, requested_slot = null }) => ({
        loop: active_loop,
        requestedSlot: requested_slot,
      })) ?? also,
  };
}

/** A mapping of an entity to the slot, whenever it comes. */
export function fromEntity(entity: string): SlotMapping {
  return {
    type: 'from_entity',
    entity,
    role: undefined,
    group: undefined,
    value: undefined,
    action: null,
    intents: [],
    notIntents: [],
    conditions: [],
  };
}
