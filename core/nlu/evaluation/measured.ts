/** A model in a few numbers; shares are 0 to 1. */
export interface Figures {
  readonly messages: number;
  readonly outOfScope: number;
  /** Of the in-scope messages: how many have the right intent on top, whatever the confidence. */
  readonly accuracy: number;
  /** Mean F1 of the intents, on the in-scope messages. */
  readonly macroF1: number;
  /** Chance that an in-scope message gets more confidence than an out-of-scope one; null without such messages. */
  readonly oosAuroc: number | null;
  /** Share of out-of-scope messages that escalate where 5 % of the in-scope ones do. */
  readonly oosRecallAt5: number | null;
  /** Expected calibration error over all messages: how far confidence is from the share that is right, 15 bins. */
  readonly ece: number;
}
