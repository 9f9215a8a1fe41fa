import type { MappingCondition, Slot, SlotMapping } from '../domain/domain.ts';
import { fromEntity } from '../domain/read-mapping.ts';
import { plainSlot } from '../domain/read-slots.ts';

/** Entities that `findEntities` knows, with their roles. */
export const hotelEntities: Readonly<Record<string, readonly string[]>> = {
  date: ['arrival', 'departure'],
  time: [],
  nights: [],
  adults: [],
  children: [],
  child_age: [],
  money: [],
  email: [],
  phone: [],
};

/**
 * A slot that a handler wants and no file declares. Days fill `arrival` and `departure`, hotel words the slot of their
 * name; anything else is taken as it is said once it was asked for.
 */
export function hotelSlot(name: string, entities: ReadonlySet<string>, forms: readonly string[]): Slot {
  const whenAsked = forms.map((loop): MappingCondition => ({ loop, requestedSlot: name }));
  return {
    ...plainSlot(name),
    type: name === 'child_ages' ? 'list' : 'any',
    mappings: mappingsOf(name, entities, whenAsked),
  };
}

function mappingsOf(
  name: string,
  entities: ReadonlySet<string>,
  whenAsked: readonly MappingCondition[],
): SlotMapping[] {
  const outside: MappingCondition = { loop: null, requestedSlot: null };
  switch (name) {
    case 'arrival':
      // A single day is when somebody comes.
      return [
        { ...fromEntity('date'), role: 'arrival' },
        { ...fromEntity('date'), conditions: [...whenAsked, outside] },
      ];
    case 'departure':
      return [
        { ...fromEntity('date'), role: 'departure' },
        { ...fromEntity('date'), conditions: whenAsked },
      ];
    case 'child_ages':
      return [fromEntity('child_age')];
    default:
      if (entities.has(name)) return [fromEntity(name)];
      return [{ ...fromEntity(''), type: 'from_text', entity: null, conditions: whenAsked }];
  }
}
