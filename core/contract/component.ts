import type { OutputOf, Schema } from './schema.ts';
import type { Entity, Understanding } from './understanding.ts';
import { CONTRACT_VERSION } from './version.ts';

/**
 * One step of the understanding pipeline, in the order of `pipeline:`. Each reads what the former steps wrote into
 * the parse and adds its own. In process, no I/O, deterministic: the same data give the same bytes.
 */
export interface Component<Model = unknown> {
  /** Learns from the examples; left out by components that have nothing to learn. */
  train?(data: TrainingData, tools: TrainingTools): Model | Promise<Model>;
  /** Adds to `parse`, in place. Must not throw for any text. */
  process(parse: Parse, model: Model): void;
  /** Model → named binary or JSON files. */
  save?(model: Model): Record<string, Uint8Array>;
  load?(files: Readonly<Record<string, Uint8Array>>): Model;
}

/** What is known of a message so far; the last component leaves a whole `Understanding`. */
export interface Parse extends Understanding {
  /** As the guest wrote it. */
  readonly text: string;
  /** After cleaning; components read this one. */
  clean: string;
  /** The conversation's language so far, null at its start. */
  readonly sticky: string | null;
  /** Token stems of `clean` in `language`. */
  tokens: string[];
  /** Sparse features by name, as the featurizer left them. */
  features: Map<string, number>;
  /** Anything else that one component leaves for another. */
  readonly notes: Record<string, unknown>;
}

export interface TrainingData {
  readonly examples: readonly Example[];
  /** Messages known to be out of scope, if the team has collected any. */
  readonly outOfScope: readonly { text: string; language: string }[];
  readonly languages: readonly string[];
  readonly synonyms: Readonly<Record<string, string>>;
  /** Entity name → regular expression sources. */
  readonly regexes: Readonly<Record<string, readonly string[]>>;
  /** Entity name → listed values. */
  readonly lookups: Readonly<Record<string, readonly string[]>>;
}

export interface Example {
  text: string;
  intent: string;
  language: string;
  entities: Entity[];
}

export interface TrainingTools {
  progress(step: string, done: number, total: number): void;
}

export interface ComponentPlugin<S extends Schema | undefined = Schema | undefined, Model = unknown> {
  readonly kind: 'component';
  readonly contract: number;
  readonly name: string;
  readonly options?: S;
  setup(context: { readonly options: OutputOf<S>; readonly languages: readonly string[] }): Component<Model>;
}

export function defineComponent<S extends Schema | undefined = undefined, Model = unknown>(
  plugin: Omit<ComponentPlugin<S, Model>, 'kind' | 'contract'>,
): ComponentPlugin<S, Model> {
  return { ...plugin, kind: 'component', contract: CONTRACT_VERSION };
}
