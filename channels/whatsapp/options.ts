import { z } from 'zod';

const secret = z.string().min(1);

const template = z.strictObject({
  /** As it is called in the WhatsApp Manager; approved. */
  name: z
    .string()
    .regex(/^[a-z0-9_]{1,512}$/, 'Lower-case letters, digits and underscores, as in the WhatsApp Manager'),
  /** Codes of the languages in which it is approved, `es`, `en_GB`; the guest's is chosen, else the first. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, 'Write a code of Meta: es, en_GB')).min(1),
  /** What fills `{{1}}`, `{{2}}` … of its body: the words of the answer, the name of the guest. */
  parameters: z
    .array(z.enum(['answer', 'name']))
    .max(10)
    .default([]),
});

export const optionsSchema = z.strictObject({
  /** Access token of a system user, with `whatsapp_business_messaging` and `whatsapp_business_management`. */
  token: secret,
  /** Of the app. Several while it is being changed. */
  appSecret: z.union([secret, z.array(secret).min(1)]),
  /** A word of our own choice, typed into Meta's form beside the address of the webhook. */
  verifyToken: z.string().min(8),
  /** The WhatsApp Business Account; needed by `npm run whatsapp -- check` alone. */
  businessAccount: z.string().regex(/^\d+$/, 'Digits only').optional(),
  /** What goes to a guest who wrote longer than 24 hours ago, in place of an answer; without it staff get the conversation. */
  outsideWindow: template.optional(),
  /** Messages that a number may send in a second. Meta allows 80, those of guests included, and raises it to 1000 by itself. */
  messagesPerSecond: z.int().min(1).max(1000).default(70),
  /** Seconds in which Meta tells what became of a message. One whose call got no answer is sent again after them. */
  statusSeconds: z.number().min(1).max(600).default(60),
  /** Largest file that is fetched from guests, in MB of 10⁶ bytes. */
  maxFileMB: z.number().min(1).max(25).default(25),
  /** Where Meta's Graph API is. */
  url: z.url({ protocol: /^https?$/ }).default('https://graph.facebook.com'),
  version: z
    .string()
    .regex(/^v\d+\.\d+$/, 'v26.0')
    .default('v26.0'),
  /** Sockets to it that are kept open. */
  connections: z.int().min(1).max(1000).default(32),
});

export type Options = z.output<typeof optionsSchema>;
