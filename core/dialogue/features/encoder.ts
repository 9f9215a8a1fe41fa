import type { Domain } from '../domain/domain.ts';
import { labelsOf } from '../domain/labels-of.ts';
import { featureOf } from '../domain/slot-feature.ts';
import { type DialogueEvent, listen, mustBeUnset, type UserEvent } from '../tracking/event.ts';
import type { SlotValues } from '../tracking/memory.ts';
import { type Features, forbidden, unknown, unknownLoop, unset } from './features.ts';
import type { Interner } from './interner.ts';
import { intentKey, marksKey, textKey, type Vocabulary } from './vocabulary.ts';

export interface EncoderOptions {
  /** Whether new names get numbers: true while compiling. */
  readonly learns: boolean;
  /** Whether slots begin with their initial values. Rules leave them out: they ask only for what they mention. */
  readonly initial: boolean;
}

/** Turns events into features, one event at a time. */
export class Encoder {
  readonly domain: Domain;
  readonly vocabulary: Vocabulary;
  readonly blank: Features;
  readonly #learns: boolean;
  readonly #position: ReadonlyMap<string, number>;

  constructor(domain: Domain, vocabulary: Vocabulary, { learns, initial }: EncoderOptions) {
    this.domain = domain;
    this.vocabulary = vocabulary;
    this.#learns = learns;
    this.#position = new Map(domain.featurized.map(({ name }, position) => [name, position]));
    this.blank = {
      action: 0,
      user: 0,
      text: 0,
      marks: 0,
      userSince: 0,
      loop: 0,
      loopSince: 0,
      slots: initial ? this.#featuresOf(domain.initialSlots) : domain.featurized.map(() => unset),
      slotsSince: domain.featurized.map(() => 0),
    };
  }

  /** One event further, in the moment of that index. */
  next(features: Features, event: DialogueEvent, index: number): Features {
    switch (event.type) {
      case 'user':
        return { ...features, ...this.#read(event), userSince: index };
      case 'action':
        return { ...features, action: this.#number(this.vocabulary.actions, event.name) };
      case 'loop':
        return { ...features, loop: this.#loop(event.name), loopSince: index };
      case 'slot':
        return this.#setSlot(features, event.name, event.value, index);
      case 'slots_reset':
        return {
          ...features,
          slots: this.#featuresOf(this.domain.initialSlots),
          slotsSince: features.slots.map(() => index),
        };
      case 'counted':
        if (event.by === 'intent' || features.action !== this.vocabulary.actions.find(listen)) return features;
        return { ...features, user: features.text, marks: 0 };
      default:
        return features;
    }
  }

  #read({ text, understanding: { intent, entities } }: UserEvent): Pick<Features, 'user' | 'text' | 'marks'> {
    const { users, marks } = this.vocabulary;
    const byText = text ? this.#number(users, textKey(text), intent !== null) : 0;
    if (intent === null && text) return { user: byText, text: byText, marks: 0 };
    const labels = labelsOf(this.domain, intent, entities);
    return {
      user: intent === null ? 0 : this.#number(users, intentKey(intent)),
      text: byText,
      marks: labels.length === 0 ? 0 : this.#number(marks, marksKey(labels)),
    };
  }

  #setSlot(features: Features, name: string, value: unknown, index: number): Features {
    const position = this.#position.get(name);
    const slot = this.domain.slots.get(name);
    if (position === undefined || slot === undefined) return features;
    const { slots, slotsSince } = features;
    return {
      ...features,
      slots: slots.with(position, featureOf(slot, value)),
      slotsSince: slotsSince.with(position, index),
    };
  }

  #featuresOf(values: SlotValues): number[] {
    return this.domain.featurized.map((slot) => featureOf(slot, values[slot.name]));
  }

  #loop(name: string | null): number {
    if (name === null) return unset;
    if (name === mustBeUnset) return forbidden;
    const known = this.#number(this.vocabulary.loops, name);
    return known === unknown ? unknownLoop : known;
  }

  /** Words beside an intent are for looking up only: what a test says is not what a story teaches. */
  #number(interner: Interner, name: string, lookUpOnly = false): number {
    return this.#learns && !lookUpOnly ? interner.intern(name) : interner.find(name);
  }
}
