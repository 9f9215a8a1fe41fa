import { z } from 'zod';
import { prices } from './api/prices.ts';
import { relayDomains } from './robots/relays.ts';

const address = z.email('Write a mail address').transform((text) => text.toLowerCase());
const byLanguage = z.record(z.string().regex(/^[a-z]{2,3}$/, 'Name a language by its tag: es, en'), z.string());
const web = z.url({ protocol: /^https?$/, error: 'Write a web address' }).transform((url) => url.replace(/\/$/, ''));
const filled = (what: string) => z.string().min(1, `${what} is empty; is its variable set?`);

const oauth = z.strictObject({
  clientId: filled('The client id'),
  clientSecret: filled('The client secret'),
  /** Left out: the token that `npm run gmail -- connect` has stored. */
  refreshToken: filled('The refresh token').optional(),
  /** Where it stores it, encrypted. */
  tokenFile: z.string().min(1).default('data/gmail-token.json'),
  /** Encrypts it. */
  tokenKey: z.string().min(16, 'The key needs 16 characters or more').optional(),
});

const serviceAccount = z.strictObject({
  email: address,
  /** PEM, with line ends as they are or written as \n. */
  privateKey: filled('The private key').transform((pem) => pem.replaceAll('\\n', '\n')),
});

const push = z.strictObject({
  topic: z
    .string()
    .regex(/^projects\/[^/]+\/topics\/[^/]+$/, 'Write the topic whole: projects/<project>/topics/<topic>'),
  /** What the subscription puts into its tokens; mostly the address of the door-bell. */
  audience: filled('The audience'),
  /** Who signs them. */
  serviceAccount: address,
});

const limits = z.strictObject({
  /** Automatic replies in one thread within a day; further mails go to people. A booking with all its questions takes six. */
  threadDaily: z.int().min(1).max(1000).default(10),
  /** The same for one sender in all threads. */
  senderDaily: z.int().min(1).max(1000).default(20),
  /** Seconds between two automatic replies to one sender; the second waits. 0: none. */
  senderPauseSeconds: z.int().min(0).max(3600).default(60),
  /** Automatic replies of the whole mailbox within an hour. */
  hourly: z.int().min(1).max(100_000).default(300),
});

const quota = z.strictObject({
  /** Google gives a mailbox 6,000 a minute (15,000 to projects from before May 2026). */
  unitsPerMinute: z.int().min(200).max(1_000_000).default(4000),
  /** Units a call; older projects pay 5 for `get`. */
  prices: z.partialRecord(z.enum(Object.keys(prices) as [keyof typeof prices]), z.int().min(0)).default({}),
});

const urls = z.strictObject({
  api: web.default('https://gmail.googleapis.com'),
  token: web.default('https://oauth2.googleapis.com/token'),
  certs: web.default('https://www.googleapis.com/oauth2/v3/certs'),
  consent: web.default('https://accounts.google.com/o/oauth2/v2/auth'),
});

export const optionsSchema = z
  .strictObject({
    oauth: oauth.optional(),
    serviceAccount: serviceAccount.optional(),
    /** Further addresses of the mailbox, and groups that deliver into it. */
    aliases: z.array(address).default([]),
    /** Seconds between two looks into the mailbox; with push, between two of the safety net (default 600). */
    pollSeconds: z.int().min(5).max(3600).optional(),
    push: push.optional(),
    /** What the first start answers of older mail. */
    lookbackHours: z
      .number()
      .min(0)
      .max(24 * 31)
      .default(0),
    /** As whom the bot writes; default the hotel's name. */
    from: z.strictObject({ name: z.string().max(100).optional(), address: address.optional() }).default({}),
    /** Below each reply, by language. */
    signature: z.union([z.string(), byLanguage]).optional(),
    labels: z
      .strictObject({
        handled: filled('The label').default('Bot/Handled'),
        human: filled('The label').default('Bot/Human'),
      })
      .prefault({}),
    /** Domains whose addresses look like programs and are guests. */
    relays: z.array(z.string().regex(/^[\w.-]+\.\w+$/, 'Write a domain: guest.booking.com')).default([...relayDomains]),
    /** Gmail's categories that the bot leaves alone. */
    ignoredCategories: z
      .array(z.enum(['PROMOTIONS', 'SOCIAL', 'FORUMS', 'UPDATES']))
      .default(['PROMOTIONS', 'SOCIAL', 'FORUMS']),
    /** Leaves mails in which the mailbox is only copied to people. */
    onlyAddressed: z.boolean().default(true),
    limits: limits.prefault({}),
    quota: quota.prefault({}),
    urls: urls.prefault({}),
  })
  .refine(({ oauth, serviceAccount }) => (oauth === undefined) !== (serviceAccount === undefined), {
    error: 'Give either oauth (any mailbox) or serviceAccount (Google Workspace)',
  })
  .refine(({ oauth }) => !oauth || oauth.refreshToken !== undefined || oauth.tokenKey !== undefined, {
    path: ['oauth', 'tokenKey'],
    error: 'Give tokenKey, for the token that npm run gmail -- connect stores, or a refreshToken',
  });

export type Options = z.output<typeof optionsSchema>;
