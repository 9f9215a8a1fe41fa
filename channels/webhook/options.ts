import { z } from 'zod';

export const optionsSchema = z.strictObject({
  /** Where replies are posted. */
  url: z.url({ protocol: /^https?$/ }),
  /** Signs both directions: `x-botones-signature: sha256=<hex HMAC-SHA256 of the raw body>`. */
  secret: z.string().min(16),
  /** Sockets to the receiver that are kept open. */
  connections: z.int().min(1).max(1000).default(32),
  /**
   * The receiver answers `GET <url>?id=<item>` with 200 when it has that item and 404 when it has not.
   * Without it a reply whose fate is unknown after a crash is posted again under the same `idempotency-key`.
   */
  lookup: z.boolean().default(false),
});

export type Options = z.infer<typeof optionsSchema>;
