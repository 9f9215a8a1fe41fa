/** The methods of a port that call outside: each takes an `AbortSignal` last and answers later. */
export type OperationOf<Port> = {
  // biome-ignore lint/suspicious/noExplicitAny: any method, whatever it takes
  [Name in keyof Port]-?: NonNullable<Port[Name]> extends (...args: any[]) => Promise<unknown> ? Name : never;
}[keyof Port] &
  string;

/**
 * How one method treats the outside world. A read is tried again after a failure. A write is tried again only because
 * it carries an idempotency key, at position `key` of its arguments (from 0); `key: null` says that there is none, and
 * such a write is made once.
 */
export type Operation =
  | {
      readonly does: 'read';
      /** Seconds for which an answer may be given again; left out: never. */
      readonly cacheSeconds?: number;
      /** Writes of this port leave it as it is (names, pictures, terms): while the port fails, an old answer will do. */
      readonly fact?: true;
    }
  | { readonly does: 'write'; readonly key: number | null };

/** Every method of a port, so that none can be added without deciding. */
export type Operations<Port> = Readonly<Record<OperationOf<Port>, Operation>>;
