/** A turn that shall be run again in a moment, as if it had not begun: nothing of it is stored. */
export class PutOff extends Error {
  readonly seconds: number;
  constructor(seconds: number, cause: unknown) {
    super('A turn waits for an outside system.', { cause });
    this.seconds = seconds;
  }
}

/** Seconds until the next look, the longer the longer it has waited. */
export function restOf(waited: number): number {
  if (waited < 4) return 1;
  return waited < 15 ? 2 : 5;
}
