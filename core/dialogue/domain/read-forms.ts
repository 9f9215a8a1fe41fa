import type { Piece } from '../../config/config.ts';
import type { Findings } from '../../config/findings.ts';
import { checkShape } from '../../config/yaml/check-shape.ts';
import { itemsOf } from '../../config/yaml/piece.ts';
import type { Form, MappingCondition, SlotMapping } from './domain.ts';
import { readMapping } from './read-mapping.ts';
import { formSchema } from './slot-schema.ts';

export interface ReadForms {
  readonly forms: ReadonlyMap<string, Form>;
  /** By slot: what forms in the style of Rasa 2 say of how it is filled. */
  readonly lifted: ReadonlyMap<string, readonly SlotMapping[]>;
}

/**
 * Reads the domain's forms. Up to Rasa 2 a form itself said how its slots are filled; such mappings are handed to the
 * slots, on the condition that the form runs and, unless an entity or the first intent says it, asks for the slot.
 */
export function readForms(pieces: ReadonlyMap<string, Piece>, findings: Findings): ReadForms {
  const forms = new Map<string, Form>();
  const lifted = new Map<string, SlotMapping[]>();
  for (const [name, piece] of pieces) {
    const given = (piece.value ?? null) === null ? {} : checkShape(formSchema, piece, findings);
    if (given === null) continue;
    const required = slotsOf(piece, given.required_slots);
    forms.set(name, {
      name,
      requiredSlots: required.map(([slot]) => slot),
      ignoredIntents: given.ignored_intents ?? [],
      begunBy: [],
      place: piece.place,
    });
    for (const [slot, mappings] of required) {
      const own = mappings ? itemsOf(mappings, findings).flatMap((item) => lift(item, name, slot, findings)) : [];
      lifted.set(slot, [...(lifted.get(slot) ?? []), ...own]);
    }
  }
  return { forms, lifted };
}

/** Rasa 3 lists names; Rasa 2.6 maps names to mappings; older ones do so in the form itself. */
function slotsOf(piece: Piece, required: readonly string[] | Record<string, unknown> | undefined): [string, Piece?][] {
  if (Array.isArray(required)) return required.map((slot) => [slot]);
  const holder = required === undefined ? piece : piece.child('required_slots');
  return Object.keys(holder.value ?? {})
    .filter((slot) => slot !== 'ignored_intents')
    .map((slot) => [slot, holder.child(slot)]);
}

function lift(piece: Piece, form: string, slot: string, findings: Findings): SlotMapping[] {
  const asks = piece.child('type').value === 'from_text' || piece.child('type').value === 'from_intent';
  const condition: MappingCondition = { loop: form, requestedSlot: asks ? slot : null };
  const mapping = readMapping(piece, findings, [condition]);
  return mapping === null ? [] : [mapping];
}
