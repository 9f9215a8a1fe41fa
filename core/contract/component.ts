import type { OutputOf, Schema } from './schema.ts';
import type { Entity, Understanding } from './understanding.ts';
import { CONTRACT_VERSION } from './version.ts';

/**
 * One step of the understanding pipeline, in the order of `pipeline:`. Each reads what the former steps wrote into
 * the parse and adds its own. In process, no I/O, deterministic: the same data give the same bytes.
 */
export interface Component<Model = unknown> {
  /** Learns from the examples; left out by components that have nothing to learn (their model is `undefined`). */
  train?(data: TrainingData, tools: TrainingTools): Model | Promise<Model>;
  /** Adds to `parse`, in place. Must not throw for any text. */
  process(parse: Parse, model: Model): void;
  /** Model → named files. Without `save` and `load` the model is kept as JSON. */
  save?(model: Model): Record<string, Uint8Array>;
  /** May throw on damaged files; then the whole model folder is refused. */
  load?(files: Readonly<Record<string, Uint8Array>>): Model;
  /**
   * What it learns says nothing about any intent (a language guesser), so rehearsals need not train it again.
   * Default false: it is trained anew for each rehearsal, without the messages that are rehearsed.
   */
  readonly shared?: boolean;
  /**
   * Its `train` asks for rehearsals. The components before the first such one are rehearsed, so all that learn about
   * intents stand before it. Default false.
   */
  readonly rehearses?: boolean;
}

/**
 * The intent, as in Rasa, of messages that the bot should leave to people. Its examples teach the bot when to step
 * back; a message that resembles them has this intent.
 */
export const OUT_OF_SCOPE = 'out_of_scope';

/** What is known of a message so far; the last component leaves a whole `Understanding`. */
export interface Parse extends Understanding {
  /** As the guest wrote it. Entity ranges count in this one. */
  readonly text: string;
  /** The conversation's language so far, null at its start. */
  readonly sticky: string | null;
  /** After cleaning; later components read this one. */
  clean: string;
  /** Words of `clean` in lower case and without accents. */
  words: string[];
  /** Their stems in `language`, one a word. */
  stems: string[];
  features: Features;
  /** What each classifier thinks, in pipeline order. */
  readonly votes: Vote[];
  /** The intent of the one example that says exactly this, if there is one. */
  exact: string | null;
  /** Anything else that one component leaves for another or for `npm run parse`. */
  readonly notes: Record<string, unknown>;
}

/** A sparse vector in the numbering of the component that wrote it; ids are distinct. */
export interface Features {
  ids: Uint32Array;
  values: Float32Array;
  /** How many ids there are in all. */
  size: number;
  /** Share, 0 to 1, of the message's words that training has seen. */
  known: number;
}

/** A classifier's opinion. */
export interface Vote {
  component: string;
  /** One finite score an intent, in the order of `TrainingData.intents`; higher is better, on any scale. */
  scores: Float32Array;
}

export interface TrainingData {
  /** Every intent, sorted. A rehearsal may hold no example of some. */
  readonly intents: readonly string[];
  /** With each example's parse as the former components left it. */
  readonly examples: readonly (Example & { readonly parse: Parse })[];
  readonly languages: readonly string[];
  /** Names of the entities that the domain declares or the examples mark. */
  readonly entities: readonly string[];
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
  /**
   * What the components make of messages that they have not learned: many an example with its intent known from other
   * examples, and each once with the whole intent left out. For calibration, by components with `rehearses` only.
   */
  rehearse(): Promise<readonly Rehearsal[]>;
}

export interface Rehearsal {
  readonly parse: Parse;
  /** The right answer, or null when the intent was left out. */
  readonly intent: string | null;
}

export interface ComponentPlugin<S extends Schema | undefined = Schema | undefined, Model = unknown> {
  readonly kind: 'component';
  readonly contract: number;
  readonly name: string;
  readonly options?: S;
  setup(context: {
    readonly options: OutputOf<S>;
    readonly languages: readonly string[];
  }): Component<Model> | Promise<Component<Model>>;
}

export function defineComponent<S extends Schema | undefined = undefined, Model = unknown>(
  plugin: Omit<ComponentPlugin<S, Model>, 'kind' | 'contract'>,
): ComponentPlugin<S, Model> {
  return { ...plugin, kind: 'component', contract: CONTRACT_VERSION };
}
