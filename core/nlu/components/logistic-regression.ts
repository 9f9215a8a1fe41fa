import { defineComponent } from '@botones/contract';
import { z } from 'zod';
import { linearFiles, linearFromFiles, roundLinear } from '../learn/linear-files.ts';
import { applyLinear, type Linear, packRows } from '../learn/matrix.ts';
import { trainSoftmax } from '../learn/softmax.ts';

const optionsSchema = z.strictObject({
  /** Passes over the examples; default: 12 for large data to 40 for small. */
  epochs: z.int().min(1).optional(),
  learningRate: z.number().positive().default(4),
  dropout: z.number().min(0).max(0.95).default(0.5),
});

/** Multinomial logistic regression on the features; votes by its logits. */
export default defineComponent<typeof optionsSchema, Linear>({
  name: 'logistic-regression',
  options: optionsSchema,
  setup: ({ options }) => ({
    train({ examples, intents }, { progress }) {
      const rows = packRows(examples.map(({ parse }) => parse.features));
      const labels = Uint32Array.from(examples, ({ intent }) => intents.indexOf(intent));
      const epochs = options.epochs ?? Math.max(12, Math.min(40, Math.round(100_000 / examples.length)));
      const linear = trainSoftmax(rows, labels, intents.length, { ...options, epochs }, (done, total) =>
        progress('logistic-regression', done, total),
      );
      return roundLinear(linear);
    },
    process(parse, linear) {
      parse.votes.push({ component: 'logistic-regression', scores: applyLinear(linear, parse.features) });
    },
    save: linearFiles,
    load: linearFromFiles,
  }),
});
