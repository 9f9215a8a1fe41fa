/** What a policy thinks should be done next. */
export interface Prediction {
  readonly policy: string;
  readonly priority: number;
  /** Its candidates with their confidence; the best is the first of the highest. */
  readonly scores: readonly (readonly [action: string, confidence: number])[];
  /** What it rests on, for checks and for people who wonder. */
  readonly source: string | null;
  /** It does not depend on the message, and goes before every other. */
  readonly noUser?: boolean;
  /** It rests on the words of the message, and goes before those that rest on intents. */
  readonly byText?: boolean;
  /** A loop is entered again after a digression. */
  readonly interrupts?: boolean;
  /** No story repeats the rule: stories look past this turn. */
  readonly hidden?: boolean;
}
