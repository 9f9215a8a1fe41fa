import { z } from 'zod';

export const options = z.strictObject({
  /** A ggml file of whisper.cpp, `/srv/models/ggml-base.bin`. It is never downloaded. */
  model: z.string().min(1),
  threads: z.int().min(1).max(64).optional(),
  /** Longer recordings are left to people. */
  maxSeconds: z.int().min(1).max(1800).default(180),
  /** The package that runs it, installed beside the bot; another one with the same functions may be named. */
  package: z.string().min(1).default('@fugood/whisper.node'),
});
