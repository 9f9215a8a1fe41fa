/** Tables of one plugin and one property, in a schema of their own: statements name tables without it. */
export interface PluginDatabase {
  /** Runs one statement; `$1`, `$2` … stand for `values`. `bigint` and `numeric` come as text, `date` as `2026-05-01`. */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** All or nothing. `work` may run statements through what it is given only. */
  transaction<T>(work: (query: PluginDatabase['query']) => Promise<T>): Promise<T>;
  /** Runs each script once, ever, in this order; processes that start together wait for the first. */
  migrate(scripts: readonly { readonly name: string; readonly sql: string }[]): Promise<void>;
}

/**
 * Runs `work` while nobody else, in any process, holds `resource`: `property`, `room-type/double/2026-05-01` …
 * `work` gets a number that grows with every holder (write it beside what is written under the lock, and refuse smaller
 * ones) and a signal that is aborted when the lock is lost or `seconds` are over.
 *
 * @throws BotonesError `ERR_TIMEOUT` when it is not free in time; else what `work` threw.
 */
export type RunLocked = <T>(
  resource: string,
  options: {
    /** Longest time of `work`; then others may take the resource. */
    readonly seconds: number;
    /** Longest time to wait for it; default `seconds`. */
    readonly waitSeconds?: number;
    readonly signal: AbortSignal;
  },
  work: (token: number, signal: AbortSignal) => Promise<T>,
) => Promise<T>;
