import type { MappingCondition, Slot, SlotMapping } from '../domain/domain.ts';
import { fromEntity } from '../domain/read-mapping.ts';
import { plainSlot } from '../domain/read-slots.ts';

/** Entities that `findEntities` knows, with their roles. */
export const hotelEntities: Readonly<Record<string, readonly string[]>> = {
  date: ['arrival', 'departure'],
  time: [],
  nights: [],
  rooms: [],
  adults: [],
  children: [],
  child_age: [],
  money: [],
  email: [],
  phone: [],
};

/** Who wants a slot. */
export interface SlotUse {
  /** Every entity of the bot. */
  readonly entities: ReadonlySet<string>;
  /** Forms that ask for it. */
  readonly forms: readonly string[];
  /** Intents that begin one of these forms. */
  readonly intents: readonly string[];
}

/**
 * A slot that a handler wants and no file declares; filled only while its form runs, and by the message that begins it:
 * the day of a question about the pool is nobody's arrival. Days fill `arrival` and `departure`, hotel words the slot of
 * their name; anything else is taken as it is said once it was asked for.
 */
export function hotelSlot(name: string, use: SlotUse): Slot {
  return { ...plainSlot(name), type: name === 'child_ages' ? 'list' : 'any', mappings: mappingsOf(name, use) };
}

function mappingsOf(name: string, { entities, forms, intents }: SlotUse): SlotMapping[] {
  const inForm = forms.map((loop): MappingCondition => ({ loop, requestedSlot: null }));
  const whenAsked = forms.map((loop): MappingCondition => ({ loop, requestedSlot: name }));
  const filledBy = (entity: string): SlotMapping => ({ ...fromEntity(entity), conditions: inForm });
  switch (name) {
    case 'arrival':
      return [
        { ...filledBy('date'), role: 'arrival' },
        { ...fromEntity('date'), conditions: whenAsked },
        // In a wish for a room a single day is when somebody comes.
        { ...fromEntity('date'), intents, conditions: [{ loop: null, requestedSlot: null }] },
      ];
    case 'departure':
      return [
        { ...filledBy('date'), role: 'departure' },
        { ...fromEntity('date'), conditions: whenAsked },
      ];
    case 'children':
      return [filledBy(name), { ...fromIntent('deny', 0), conditions: whenAsked }];
    case 'child_ages':
      return [filledBy('child_age')];
    case 'guest_contact':
      return [filledBy('email'), filledBy('phone')];
    case 'booking_reference':
      return [...(entities.has(name) ? [filledBy(name)] : []), asItIsSaid(whenAsked)];
    default:
      if (name.endsWith('_confirmed')) return [...saidYesOrNo(name, entities, whenAsked)];
      if (entities.has(name)) return [filledBy(name)];
      return [asItIsSaid(whenAsked)];
  }
}

function asItIsSaid(conditions: SlotMapping['conditions']): SlotMapping {
  return { ...fromEntity(''), type: 'from_text', entity: null, conditions };
}

/** A yes or a no to the question for it; a pressed answer may say to what exactly, by the entity of its name. */
function saidYesOrNo(
  name: string,
  entities: ReadonlySet<string>,
  conditions: SlotMapping['conditions'],
): SlotMapping[] {
  return [
    ...(entities.has(name) ? [{ ...fromEntity(name), conditions }] : []),
    { ...fromIntent('affirm', true), conditions },
    { ...fromIntent('deny', false), conditions },
  ];
}

function fromIntent(intent: string, value: unknown): SlotMapping {
  return { ...fromEntity(''), type: 'from_intent', entity: null, intents: [intent], value };
}
