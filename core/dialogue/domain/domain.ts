import type { Place } from '../../config/config.ts';
import type { SlotValues } from '../tracking/memory.ts';

/** What a bot knows, can remember, ask for and do: Rasa's domain, read and checked. */
export interface Domain {
  /** With each intent the entity labels that influence the conversation: `city`, `city#role`. */
  readonly intents: ReadonlyMap<string, ReadonlySet<string>>;
  readonly entities: ReadonlySet<string>;
  /** In the order of the file, which is the order of filling. */
  readonly slots: ReadonlyMap<string, Slot>;
  /** Those that influence the conversation. */
  readonly featurized: readonly Slot[];
  readonly initialSlots: SlotValues;
  readonly forms: ReadonlyMap<string, Form>;
  readonly responses: ReadonlySet<string>;
  /** Listed under `actions:`; one of them overrides a default action of its name. */
  readonly userActions: ReadonlySet<string>;
  readonly session: SessionConfig;
}

export interface Slot {
  readonly name: string;
  readonly type: SlotType;
  readonly initial: unknown;
  readonly influences: boolean;
  /** Categorical slots: in lower case, `__other__` last. */
  readonly values: readonly string[];
  /** Float slots. */
  readonly min: number;
  readonly max: number;
  readonly mappings: readonly SlotMapping[];
  readonly place: Place;
}

export const slotTypes = ['text', 'bool', 'categorical', 'float', 'list', 'any'] as const;
export type SlotType = (typeof slotTypes)[number];

export const mappingTypes = ['from_entity', 'from_text', 'from_intent', 'from_trigger_intent', 'custom'] as const;

/** How a message fills a slot. */
export interface SlotMapping {
  readonly type: (typeof mappingTypes)[number];
  readonly entity: string | null;
  readonly role: string | undefined;
  readonly group: string | undefined;
  readonly value: unknown;
  readonly action: string | null;
  readonly intents: readonly string[];
  readonly notIntents: readonly string[];
  /** One of them must hold; none: always. */
  readonly conditions: readonly MappingCondition[];
}

export interface MappingCondition {
  /** Null: outside all loops. */
  readonly loop: string | null;
  readonly requestedSlot: string | null;
}

export interface Form {
  readonly name: string;
  readonly requiredSlots: readonly string[];
  readonly ignoredIntents: readonly string[];
  /** Intents that begin it without a rule; none of a form that only files know. */
  readonly begunBy: readonly string[];
  readonly place: Place;
}

export interface SessionConfig {
  /** Minutes without a message after which a session ends; 0: never. */
  readonly expirationMinutes: number;
  readonly carryOverSlots: boolean;
}

export const requestedSlot = 'requested_slot';
