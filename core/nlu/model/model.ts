import type { Figures as Measured } from '../evaluation/measured.ts';
import type { ComponentEntry, Step } from '../pipeline.ts';

/** A trained pipeline of one property, ready to understand. Never changes. */
export interface Model {
  readonly manifest: Manifest;
  readonly steps: readonly Step[];
  /** What each step has learned, in the same order. */
  readonly models: readonly unknown[];
}

/** What a model folder says of itself. */
export interface Manifest {
  /** Of the folder's layout. */
  readonly format: number;
  readonly property: string;
  /** SHA-256 of all that the model depends on. */
  readonly hash: string;
  /** ISO 8601 instant. */
  readonly trainedAt: string;
  readonly languages: readonly string[];
  readonly intents: readonly string[];
  /** Number of examples learned. */
  readonly examples: number;
  /** As configured; empty is the recommended one. */
  readonly pipeline: readonly ComponentEntry[];
  /** Absent when nobody measured. */
  readonly figures?: Figures;
}

export interface Figures {
  /** On examples that rehearsals held back; the strangers among them count as out of scope. */
  readonly rehearsed: Measured | null;
  /** On the test messages. */
  readonly tested: Measured | null;
}
