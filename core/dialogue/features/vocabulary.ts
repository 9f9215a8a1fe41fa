import { Interner } from './interner.ts';

/** Numbers of everything that rules and stories mention. */
export class Vocabulary {
  readonly actions = new Interner();
  readonly loops = new Interner();
  /** Intents and, for end-to-end stories, whole messages. */
  readonly users = new Interner();
  /** Sets of entities. */
  readonly marks = new Interner();
}

export const intentKey = (intent: string) => `intent ${intent}`;
export const textKey = (text: string) => `text ${text}`;
export const marksKey = (labels: readonly string[]) => labels.join('\n');
