import type { Bot, EntityDeclaration, Intent, Piece, Place, ResponseVariation } from '../config.ts';
import type { Findings } from '../findings.ts';

/** What one file says, not yet joined with the others. */
export interface RasaFile {
  /** The domain and the examples may each say a part of the same intent. */
  readonly intents: readonly Intent[];
  readonly examples: Bot['examples'];
  readonly synonyms: readonly SynonymPart[];
  readonly regexes: readonly ListPart[];
  readonly lookups: readonly ListPart[];
  readonly entities: readonly EntityDeclaration[];
  readonly responses: readonly ResponsePart[];
  readonly dialogue: DialoguePart;
}

export interface SynonymPart {
  /** As guests write it, in lower case. */
  readonly variant: string;
  readonly value: string;
  readonly place: Place;
}

export interface ListPart {
  readonly name: string;
  readonly values: readonly string[];
}

export interface ResponsePart {
  readonly name: string;
  readonly variations: readonly ResponseVariation[];
  readonly place: Place;
}

export interface DialoguePart {
  readonly intents: readonly Piece[];
  readonly entities: readonly Piece[];
  readonly slots: readonly (readonly [string, Piece])[];
  readonly forms: readonly (readonly [string, Piece])[];
  readonly actions: readonly Piece[];
  readonly sessionConfigs: readonly Piece[];
  readonly rules: readonly Piece[];
  readonly stories: readonly Piece[];
  readonly testStories: readonly Piece[];
}

/** What a reader must know beside the file. */
export interface Reading {
  /** Language of plain texts. */
  readonly language: string;
  /** Languages that may be named; null: any. */
  readonly spoken: ReadonlySet<string> | null;
  /** Whether the file may say what belongs to the domain; default: it may. */
  readonly isDomain?: boolean;
  readonly findings: Findings;
}
