import { z } from 'zod';

export const optionsSchema = z.strictObject({
  /** Where replies are posted. */
  url: z
    .url({ protocol: /^https?$/, error: 'Write a web address: https://chat.example.com/replies' })
    .refine((url) => !URL.parse(url)?.username, 'Name and password in the address would not be sent'),
  /** Signs both directions: `x-botones-signature: sha256=<hex HMAC-SHA256 of the raw body>`. */
  secret: z.string().min(16),
  /** Sockets to the receiver that are kept open. */
  connections: z.int().min(1).max(1000).default(32),
  /** The receiver answers `GET <url>?id=<reply>` with 200 when it has that reply and 404 when it has not. */
  lookup: z.boolean().default(false),
});

export type Options = z.output<typeof optionsSchema>;
