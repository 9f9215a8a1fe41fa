import { type Bucket, createBucket } from './api/bucket.ts';
import { createClient, type Gmail } from './api/client.ts';
import { createPause } from './api/pause.ts';
import { prices } from './api/prices.ts';
import type { Grant } from './auth/grant.ts';
import { refreshTokenGrant } from './auth/refresh-token.ts';
import { serviceAccountGrant } from './auth/service-account.ts';
import { createTokens } from './auth/tokens.ts';
import type { Options } from './options.ts';

/** The mailbox as the channel reaches it. */
export interface Mailbox {
  readonly gmail: Gmail;
  readonly bucket: Bucket;
  readonly price: typeof prices;
}

export function openGmail(options: Options, mailbox: string, now: () => Temporal.Instant): Mailbox {
  const price = { ...prices, ...options.quota.prices } as typeof prices;
  const bucket = createBucket(options.quota.unitsPerMinute, now);
  const tokens = createTokens(grantOf(options, mailbox, now), now);
  const transport = { url: options.urls.api, tokens, bucket, prices: price, now };
  const gmail = createClient({ ...transport, pause: createPause(now), sendPause: createPause(now) });
  return { bucket, price, gmail };
}

export function grantOf({ oauth, serviceAccount, urls }: Options, mailbox: string, now: () => Temporal.Instant): Grant {
  if (serviceAccount) return serviceAccountGrant(serviceAccount, mailbox, urls.token, now);
  if (oauth) return refreshTokenGrant(oauth, urls.token);
  throw new Error('The options name no credentials.');
}
