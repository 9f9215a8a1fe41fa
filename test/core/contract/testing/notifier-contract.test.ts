import { defineNotifier, type Notifier, type NotifierContext } from '@botones/contract';
import {
  fakeHttpPlatform,
  fakeNotifier,
  type NotifierSamples,
  notifierChecks,
  notifierContract,
} from '@botones/contract/testing';
import { expect } from 'chai';
import { z } from 'zod';
import { failures } from './failures.ts';

const options = z.strictObject({ url: z.url() });
type Context = NotifierContext<z.infer<typeof options>>;

const rings = ({ options: { url } }: Context): Notifier => ({
  async notify(call, signal) {
    const { ok, status } = await fetch(url, { method: 'POST', body: JSON.stringify(call), signal });
    if (!ok) throw new Error(`HTTP ${status}`);
  },
});

const bell = (setup: (context: Context) => Notifier = rings) => defineNotifier({ name: 'bell', options, setup });

const samples: NotifierSamples = {
  options: { url: 'http://127.0.0.1:9' },
  platform: fakeHttpPlatform({ options: (url) => ({ url }) }),
};

notifierContract(bell(), samples);
notifierContract(defineNotifier({ name: 'memory', setup: () => fakeNotifier() }));

describe('notifierContract finds a notifier that', () => {
  const spoilt: Record<string, { seen: RegExp; setup: (context: Context) => Notifier }> = {
    'logs what the guest wrote': {
      seen: /logs no word/,
      setup: (context) => ({
        async notify(call, signal) {
          context.log('Called', { last: JSON.stringify(call.lastMessages) });
          await rings(context).notify(call, signal);
        },
      }),
    },
    'takes an error for an answer': {
      seen: /does not take/,
      setup: ({ options: { url } }) => ({
        notify: async (call, signal) => void (await fetch(url, { method: 'POST', body: JSON.stringify(call), signal })),
      }),
    },
    'quotes the call in its error': {
      seen: /does not take/,
      setup: (context) => ({
        notify: (call, signal) =>
          rings(context)
            .notify(call, signal)
            .catch(() => Promise.reject(new Error(`Could not deliver ${JSON.stringify(call)}`))),
      }),
    },
    'calls twice to be sure': {
      seen: /once/,
      setup: (context) => ({
        async notify(call, signal) {
          await rings(context).notify(call, signal);
          await rings(context).notify(call, signal);
        },
      }),
    },
    'shortens the call where it is': {
      seen: /as it is/,
      setup: (context) => ({
        notify(call, signal) {
          call.lastMessages.pop();
          return rings(context).notify(call, signal);
        },
      }),
    },
    'ignores its signal': {
      seen: /aborted/,
      setup: (context) => ({ notify: (call) => rings(context).notify(call, new AbortController().signal) }),
    },
  };
  for (const [does, { seen, setup }] of Object.entries(spoilt)) {
    it(does, async () => {
      const checks = notifierChecks(bell(setup), samples).filter(({ title }) => seen.test(title));
      expect(Object.keys(await failures(checks))).to.have.length.above(0);
    });
  }
});
