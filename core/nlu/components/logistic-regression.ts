import { defineComponent } from '@botones/contract';
import { z } from 'zod';
import { linearFiles, linearFromFiles } from '../learn/linear-files.ts';
import { applyLinear, type Linear, packRows } from '../learn/matrix.ts';
import { trainSoftmax } from '../learn/softmax.ts';

const optionsSchema = z.strictObject({
  epochs: z.int().min(1).default(20),
  learningRate: z.number().positive().default(4),
  decay: z.number().min(0).max(0.1).default(1e-6),
});

/** Multinomial logistic regression on the features; votes by its logits. */
export default defineComponent<typeof optionsSchema, Linear>({
  name: 'logistic-regression',
  options: optionsSchema,
  setup: ({ options }) => ({
    train({ examples, intents }, { progress }) {
      const rows = packRows(examples.map(({ parse }) => parse.features));
      const labels = Uint32Array.from(examples, ({ intent }) => intents.indexOf(intent));
      return trainSoftmax(rows, labels, intents.length, options, (done, total) =>
        progress('logistic-regression', done, total),
      );
    },
    process(parse, linear) {
      parse.votes.push({ component: 'logistic-regression', scores: applyLinear(linear, parse.features) });
    },
    save: linearFiles,
    load: linearFromFiles,
  }),
});
