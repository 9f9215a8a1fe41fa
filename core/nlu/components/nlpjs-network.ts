import { defineComponent } from '@botones/contract';
import { z } from 'zod';
import { linearFiles, linearFromFiles, roundLinear } from '../learn/linear-files.ts';
import { applyLinear, type Linear, packRows } from '../learn/matrix.ts';
import { trainPerceptrons } from '../learn/perceptrons.ts';

const optionsSchema = z.strictObject({
  /** Passes over the examples; default: 40 for large data to 100 for small. */
  epochs: z.int().min(1).optional(),
  /** NLP.js's own default of 0.6 does not converge on long messages or many intents. */
  learningRate: z.number().positive().default(0.2),
  momentum: z.number().min(0).max(1).default(0.5),
  /** Slope of the answer, as NLP.js names it. */
  alpha: z.number().positive().default(0.07),
});

/** The network of NLP.js: one perceptron an intent. Votes by its raw activation, which NLP.js itself throws away. */
export default defineComponent<typeof optionsSchema, Linear>({
  name: 'nlpjs-network',
  options: optionsSchema,
  setup: ({ options }) => ({
    train({ examples, intents }, { progress }) {
      const rows = packRows(examples.map(({ parse }) => parse.features));
      const labels = Uint32Array.from(examples, ({ intent }) => intents.indexOf(intent));
      const epochs = options.epochs ?? Math.max(40, Math.min(100, Math.round(300_000 / examples.length)));
      const linear = trainPerceptrons(rows, labels, intents.length, { ...options, epochs }, (done, total) =>
        progress('nlpjs-network', done, total),
      );
      // The activation is alpha times the sum; scaling the weights once saves doing it for every message.
      return roundLinear(linear, options.alpha);
    },
    process(parse, linear) {
      parse.votes.push({ component: 'nlpjs-network', scores: applyLinear(linear, parse.features) });
    },
    save: linearFiles,
    load: linearFromFiles,
  }),
});
