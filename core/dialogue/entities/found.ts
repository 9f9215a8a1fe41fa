/** An entity at a row of tokens. */
export interface Found {
  readonly entity: string;
  readonly value: unknown;
  readonly role?: string;
  /** First token, and the one after the last. */
  readonly at: number;
  readonly next: number;
}
