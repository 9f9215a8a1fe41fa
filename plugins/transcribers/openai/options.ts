import { z } from 'zod';

export const options = z.strictObject({
  /** Up to `/v1`, without what follows. */
  url: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://api.openai.com/v1'),
  /** `${OPENAI_API_KEY}`; a server of one's own may need none. */
  key: z.string().min(1).optional(),
  model: z.string().min(1).default('whisper-1'),
  /** Default: `verbose_json`, which tells language and length, for models named whisper…; else `json`. */
  format: z.enum(['json', 'verbose_json']).optional(),
  /** Names that guests say and nobody could guess: the hotel's, its street, its restaurant. */
  prompt: z.string().min(1).max(800).optional(),
  /** For the metric of what it costs. */
  pricePerMinute: z.strictObject({ amount: z.number().min(0), currency: z.string().length(3) }).optional(),
});
