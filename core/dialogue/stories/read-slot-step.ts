import type { Piece } from '../../config/config.ts';
import { didYouMean } from '../../config/yaml/suggest.ts';
import type { SlotEvent } from '../tracking/event.ts';
import type { StepContext } from './read-user-step.ts';

/** Reads `slot_was_set:`, a list of `name: value` or of bare names, which stand for any value. */
export function readSlotStep(piece: Piece, context: StepContext): SlotEvent[] {
  const entries = Array.isArray(piece.value) ? piece.value.map((_, index) => piece.child(index)) : [piece];
  return entries.flatMap((entry): SlotEvent[] => {
    if (typeof entry.value === 'string') return readBareName(entry.value, entry, context);
    return Object.entries(entry.value ?? {}).map(([name, value]) => {
      if (!context.domain.slots.has(name)) {
        const cure = didYouMean(name, context.domain.slots.keys(), `add "${name}:" below slots:`);
        context.findings[context.undeclared](
          entry.at([name]),
          `slot "${name}" is not declared and changes nothing`,
          cure,
        );
      }
      return { type: 'slot', name, value };
    });
  });
}

function readBareName(name: string, piece: Piece, { domain, findings }: StepContext): SlotEvent[] {
  const slot = domain.slots.get(name);
  if (slot === undefined) {
    const cure = didYouMean(name, domain.slots.keys(), `add "${name}:" below slots:`);
    findings.fault(piece.place, `slot "${name}" is not declared`, cure);
    return [];
  }
  if (slot.type === 'text') return [{ type: 'slot', name, value: 'filled' }];
  if (slot.type === 'list') return [{ type: 'slot', name, value: ['filled'] }];
  if (slot.influences) {
    findings.warn(
      piece.place,
      `slot "${name}" counts as empty here`,
      `write a value: a ${slot.type} has more than one`,
    );
  }
  return [{ type: 'slot', name, value: null }];
}
