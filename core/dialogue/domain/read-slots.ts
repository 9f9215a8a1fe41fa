import type { Piece, Place } from '../../config/config.ts';
import type { Findings } from '../../config/findings.ts';
import { checkShape } from '../../config/yaml/check-shape.ts';
import { itemsOf } from '../../config/yaml/piece.ts';
import { didYouMean } from '../../config/yaml/suggest.ts';
import { requestedSlot, type Slot, type SlotMapping, type SlotType, slotTypes } from './domain.ts';
import { fromEntity, readMapping } from './read-mapping.ts';
import { slotSchema } from './slot-schema.ts';

/** What the rest of the domain says about slots. */
export interface SlotContext {
  readonly entities: ReadonlySet<string>;
  readonly lifted: ReadonlyMap<string, readonly SlotMapping[]>;
  readonly findings: Findings;
}

/** Reads the domain's slots, in their order, and adds the one that forms need for themselves. */
export function readSlots(pieces: ReadonlyMap<string, Piece>, context: SlotContext): Map<string, Slot> {
  const slots = new Map<string, Slot>();
  for (const [name, piece] of pieces) {
    const slot = readSlot(name, piece, context);
    if (slot !== null) slots.set(name, slot);
  }
  if (!slots.has(requestedSlot)) slots.set(requestedSlot, plainSlot(requestedSlot));
  return slots;
}

/** A slot of any value, which influences nothing. */
export function plainSlot(name: string, place: Place = { file: '', line: 0, path: '' }): Slot {
  const bounds = { values: [], min: 0, max: 1 };
  return { name, type: 'any', initial: null, influences: false, ...bounds, mappings: [], place };
}

function readSlot(name: string, piece: Piece, context: SlotContext): Slot | null {
  const given = checkShape(slotSchema, piece, context.findings);
  if (given === null) return null;
  const type = typeOf(given.type, piece.child('type'), context.findings);
  const { min_value: min = 0, max_value: max = 1 } = given;
  if (type === 'float' && min >= max) {
    context.findings.fault(
      piece.place,
      `slot "${name}" has no room between ${min} and ${max}`,
      'make min_value smaller',
    );
    return null;
  }
  return {
    name,
    type,
    initial: given.initial_value ?? null,
    influences: type !== 'any' && (given.influence_conversation ?? true),
    values: type === 'categorical' ? categories(given.values ?? []) : [],
    min,
    max,
    mappings: mappingsOf(name, piece, given, context),
    place: piece.place,
  };
}

function typeOf(written: string, piece: Piece, findings: Findings): SlotType {
  if (written === 'unfeaturized') return 'any';
  // Rasa's own classes by their whole name: rasa.shared.core.slots.TextSlot
  const own = /^rasa\..*\.(\w+)Slot$/.exec(written)?.[1]?.toLowerCase().replace('boolean', 'bool');
  const meant = slotTypes.find((type) => type === written || type === own);
  if (meant !== undefined) return meant;
  const cure = `use one of ${slotTypes.join(', ')}`;
  if (written.includes('.')) {
    const message = `a slot class of your own is Python: "${written}" is kept as any, so it holds every value and influences nothing`;
    findings.warn(piece.place, message, cure);
  } else findings.fault(piece.place, `there is no slot type "${written}"`, didYouMean(written, slotTypes, cure));
  return 'any';
}

function categories(values: readonly unknown[]): string[] {
  const known = values.filter((value) => value !== null).map((value) => String(value).toLowerCase());
  return [...new Set([...known, '__other__'])];
}

/** A slot without mappings is one of Rasa 2: its forms fill it, and an entity of its name does always. */
function mappingsOf(
  name: string,
  piece: Piece,
  given: { mappings?: unknown[] | undefined; auto_fill?: boolean | undefined },
  { entities, lifted, findings }: SlotContext,
): SlotMapping[] {
  if (given.mappings !== undefined) {
    return itemsOf(piece.child('mappings'), findings).flatMap((item) => readMapping(item, findings) ?? []);
  }
  const auto = given.auto_fill !== false && entities.has(name) ? [fromEntity(name)] : [];
  return [...(lifted.get(name) ?? []), ...auto];
}
