import type { Example, Property } from '@botones/contract';

/** Everything that the YAML files and the environment say, checked, typed and frozen. */
export interface Config {
  /** Absolute folder that was read. */
  readonly folder: string;
  /** One or more; the first is the base of `config/` itself. */
  readonly properties: readonly PropertyConfig[];
  /** What works but is probably not meant. */
  readonly warnings: readonly Fault[];
}

/** One hotel with all that belongs to it. */
export interface PropertyConfig {
  readonly property: Property;
  readonly channels: readonly PluginEntry[];
  readonly handlers: readonly PluginEntry[];
  readonly ports: PortEntries;
  /** Understanding pipeline, in order; empty means core's recommended one. */
  readonly pipeline: readonly PluginEntry[];
  /** The breaker around understanding. */
  readonly nlp: { readonly resilience?: Resilience | undefined };
  /** The audit sink; it is PostgreSQL, and no plugin. */
  readonly audit: { readonly resilience?: Resilience | undefined };
  readonly thresholds: Thresholds;
  readonly turn: {
    readonly deadlineSeconds: number;
    /** How long a guest waits at most while nobody knows what became of a write to the PMS. */
    readonly waitSeconds: number;
  };
  /** One alert of a kind to operators in this time. */
  readonly alerts: { readonly cooldownSeconds: number };
  readonly retention: Readonly<Record<'inboxDays' | 'mediaDays' | 'candidateDays' | 'auditDays', number>>;
  readonly bot: Bot;
}

/** The adapter of each port; null: the hotel has none. */
export interface PortEntries {
  readonly notifier: PluginEntry;
  readonly pms: PluginEntry | null;
  readonly transcriber: PluginEntry | null;
}

/** A plugin as the YAML names it, with its options still unchecked. */
export interface PluginEntry {
  /** `late-checkout` (a folder of ours) or `@acme/spa` (an npm package). */
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Channels only: the hotel's side of the conversation; messages find the property by it. */
  readonly accounts: readonly string[];
  /** Ports and channels only. */
  readonly resilience?: Resilience | undefined;
  readonly place: Place;
  /** Where the option at this path stands, or the nearest node above it. */
  at(path: readonly PropertyKey[]): Place;
}

/** A hotel's own figures for calls to one outside system; what is left out stays as core has it. Seconds. */
export interface Resilience {
  readonly timeoutSeconds?: number | undefined;
  readonly deadlineSeconds?: number | undefined;
  readonly tries?: number | undefined;
  readonly backoff?:
    | { readonly firstSeconds?: number | undefined; readonly maxSeconds?: number | undefined }
    | undefined;
  readonly breaker?:
    | { readonly failures?: number | undefined; readonly halfOpenSeconds?: number | undefined }
    | undefined;
  readonly concurrency?: number | undefined;
  readonly pacing?: { readonly calls: number; readonly seconds: number } | undefined;
  readonly limit?: { readonly calls: number; readonly seconds: number } | undefined;
  /** The PMS only: seconds by method for which an answer may be given again. */
  readonly cache?: CacheFigures | false | undefined;
}

export interface CacheFigures {
  readonly seconds?: Readonly<Record<string, number | undefined>> | undefined;
  readonly staleSeconds?: number | undefined;
}

export interface Thresholds {
  /** Below this confidence staff take over. */
  readonly handoff: number;
  /** From `handoff` up to this the bot asks back. Equal to `handoff`: it never asks back. */
  readonly clarify: number;
}

/** Rasa's training data, domain and responses, merged over all files of a property. */
export interface Bot {
  readonly intents: ReadonlyMap<string, Intent>;
  readonly examples: readonly (Example & { readonly place: Place })[];
  readonly synonyms: Readonly<Record<string, string>>;
  readonly regexes: Readonly<Record<string, readonly string[]>>;
  readonly lookups: Readonly<Record<string, readonly string[]>>;
  readonly entities: ReadonlyMap<string, EntityDeclaration>;
  readonly responses: ReadonlyMap<string, readonly ResponseVariation[]>;
  readonly dialogue: DialogueSource;
}

/** What the dialogue engine interprets by itself: checked to be YAML of the right outline, and no more. */
export interface DialogueSource {
  /** Entries of the domain's `intents:`, with `use_entities` and the like. */
  readonly intents: readonly Piece[];
  /** Entries of the domain's `entities:`, with `influence_conversation` and the like. */
  readonly entities: readonly Piece[];
  readonly slots: ReadonlyMap<string, Piece>;
  readonly forms: ReadonlyMap<string, Piece>;
  readonly actions: readonly Piece[];
  readonly sessionConfig: Piece | null;
  readonly rules: readonly Piece[];
  readonly stories: readonly Piece[];
  /** Stories of files named `test_*`: expectations, not training data. */
  readonly testStories: readonly Piece[];
}

export interface Intent {
  readonly name: string;
  /** Handler, action or response that serves it; default the response `utter_<intent>`. */
  readonly triggers: string | null;
  /** Own confidence below which staff take over. */
  readonly threshold: number | null;
  /** What the guest reads when the bot asks back, by language. */
  readonly title: Readonly<Record<string, string>>;
  readonly place: Place;
}

export interface EntityDeclaration {
  readonly name: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
}

/** One way to say a response. */
export interface ResponseVariation {
  /** By language. The property's default language stands for a missing one. */
  readonly text: Readonly<Record<string, string>>;
  readonly image?: string;
  readonly choices: readonly { readonly payload: string; readonly title: Readonly<Record<string, string>> }[];
  /** Only on this channel. */
  readonly channel?: string;
  /** Only while these slots have these values. */
  readonly condition: readonly { readonly slot: string; readonly value: unknown }[];
  /** Rasa's `attachment`, `custom`, `elements`, `metadata` and `id`, as they stand. */
  readonly extras: Readonly<Record<string, unknown>>;
  readonly place: Place;
}

/** Where something stands, for a fault that can be found and cured. */
export interface Place {
  /** Relative to the folder in which the command runs. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** YAML path: `nlu[3].examples`. */
  readonly path: string;
}

/** A part of a YAML file as plain data (`${ENV}` filled in) that knows where each of its nodes stands. */
export interface Piece {
  readonly value: unknown;
  readonly place: Place;
  /** Where the node at this path below stands, or the nearest node above it. `textLine`: that line of its text, from 0. */
  at(path: readonly PropertyKey[], textLine?: number): Place;
  /** The part below; its value is `undefined` where there is none. */
  child(key: PropertyKey): Piece;
}

/** One thing that is wrong. */
export interface Fault extends Place {
  readonly message: string;
  /** What to do about it. */
  readonly cure: string;
}
