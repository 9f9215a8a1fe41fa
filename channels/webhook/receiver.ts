import { Pool } from 'undici';
import type { Options } from './options.ts';

/** The program at the other end. */
export interface Receiver {
  readonly pool: Pool;
  /** Path and query of the URL. */
  readonly path: string;
  readonly secret: string;
  close(): Promise<void>;
}

export function openReceiver({ url, connections, secret }: Options): Receiver {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  return { pool, path: pathname + search, secret, close: () => pool.close() };
}
