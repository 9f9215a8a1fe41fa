import { recordOf } from '../../config/record-of.ts';
import type { Domain, Form, Slot } from '../domain/domain.ts';
import { label } from '../domain/labels-of.ts';
import { plainSlot } from '../domain/read-slots.ts';
import { hotelEntities, hotelSlot, type SlotUse } from './hotel-slots.ts';
import { answers, askFor, formOf, leaving, misunderstood, nowhere, validatorPrefix } from './names.ts';
import type { Served, ServingHandler } from './served.ts';

/**
 * Adds what a hotel's bot knows without a domain of its own: every intent, hotel words as entities, and for each handler
 * that wants slots those slots and a form that asks for them.
 */
export function hotelDomain(domain: Domain, handlers: readonly ServingHandler[], served: readonly Served[]): Domain {
  const asking = handlers.filter(({ slots }) => (slots?.length ?? 0) > 0);
  const entities = new Set([...domain.entities, ...Object.keys(hotelEntities)]);
  const slots = addSlots(domain, asking, served, entities);
  return {
    ...domain,
    entities,
    intents: addIntents(domain, served),
    slots,
    initialSlots: recordOf([...slots.values()].map(({ name, initial }) => [name, initial])),
    forms: new Map([
      ...domain.forms,
      ...asking.map((handler) => [formOf(handler.name), toForm(handler, served)] as const),
    ]),
    userActions: new Set([
      ...domain.userActions,
      misunderstood,
      leaving,
      ...handlers.map(({ name }) => name),
      ...asking.map(({ name }) => `${validatorPrefix}${formOf(name)}`),
      ...asking.flatMap(({ name, asks = [] }) => asks.map((slot) => askFor(slot, name))),
    ]),
  };
}

function addSlots(
  domain: Domain,
  asking: readonly ServingHandler[],
  served: readonly Served[],
  entities: ReadonlySet<string>,
): Map<string, Slot> {
  const useOf = (slot: string): SlotUse => {
    const wanting = asking.filter(({ slots }) => slots?.includes(slot)).map(({ name }) => name);
    const begins = served.filter(({ handler }) => handler !== null && wanting.includes(handler.name));
    return { entities, forms: wanting.map(formOf), intents: begins.map(({ intent }) => intent.name) };
  };
  const slots = new Map(domain.slots);
  for (const name of asking.flatMap((handler) => handler.slots ?? [])) {
    if (!slots.has(name)) slots.set(name, hotelSlot(name, useOf(name)));
  }
  // Nights are another way to say the departure, and a number of rooms is never asked for.
  if (slots.has('departure') && !slots.has('nights')) slots.set('nights', hotelSlot('nights', useOf('departure')));
  if (slots.has('adults') && !slots.has('rooms')) slots.set('rooms', hotelSlot('rooms', useOf('adults')));
  slots.set(misunderstood, plainSlot(misunderstood));
  return slots;
}

/** Hotel words fill slots, and tell no messages apart. */
function addIntents({ intents }: Domain, served: readonly Served[]): Map<string, ReadonlySet<string>> {
  const labels = new Set(
    Object.entries(hotelEntities).flatMap(([name, roles]) => [name, ...roles.map((role) => label(name, role))]),
  );
  const names = ['cancel', ...served.map(({ intent }) => intent.name), ...intents.keys()];
  return new Map(names.map((name) => [name, (intents.get(name) ?? new Set<string>()).difference(labels)]));
}

/** What has an answer of its own is a digression, not an answer to the form. */
function toForm({ name, slots = [] }: ServingHandler, served: readonly Served[]): Form {
  const others = served
    .filter(({ intent, handler }) => !answers.includes(intent.name) && handler?.name !== name)
    .map(({ intent }) => intent.name);
  const begunBy = served.filter(({ handler }) => handler?.name === name).map(({ intent }) => intent.name);
  return { name: formOf(name), requiredSlots: slots, ignoredIntents: [...others, 'cancel'], begunBy, place: nowhere };
}
