import {
  type Capabilities,
  defineChannel,
  defineComponent,
  defineHandler,
  defineNotifier,
  reply,
  type Schema,
} from '@botones/contract';
import { z } from 'zod';

// Checked by tsc with the rest of the project, never run: a line that should be an error and is none, is one.

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_is: Same<A, B>) => {};

const options = z.strictObject({ fee: z.int().default(15), rooms: z.array(z.string()).optional() });
type Options = { fee: number; rooms?: string[] | undefined };

const capabilities: Capabilities = {
  parts: ['text'],
  maxChoices: 0,
  maxText: 100,
  pull: true,
  oneItemPerTurn: false,
  windowHours: null,
};

export const handler = defineHandler({
  name: 'late-tea',
  options,
  setup(context) {
    same<typeof context.options, Options>(true);
    // @ts-expect-error There is no such option.
    context.options.price;
    // @ts-expect-error Options are read only to a plugin as a whole.
    context.options = { fee: 1 };
    return (turn) => {
      // @ts-expect-error A turn is read only.
      turn.language = 'en';
      return reply('tea', { fee: context.options.fee });
    };
  },
});

export const channel = defineChannel({
  name: 'pigeon',
  options,
  capabilities,
  setup(context) {
    same<typeof context.options, Options>(true);
    return { render: () => ['coo'] };
  },
});

export const notifier = defineNotifier({
  name: 'bell',
  options,
  setup(context) {
    same<typeof context.options, Options>(true);
    return { notify: async () => context.log('Rang', { fee: context.options.fee }) };
  },
});

export const component = defineComponent({
  name: 'shout',
  options,
  setup(context) {
    same<typeof context.options, Options>(true);
    return { process: () => {} };
  },
});

export const bare = defineHandler({
  name: 'bare',
  setup(context) {
    same<typeof context.options, Readonly<Record<string, never>>>(true);
    return () => reply('bare');
  },
});

const byHand: Schema<{ bells: number }> = {
  '~standard': { version: 1, vendor: 'hand', validate: () => ({ value: { bells: 1 } }) },
};

export const anySchema = defineHandler({
  name: 'bells',
  options: byHand,
  setup(context) {
    same<typeof context.options, { bells: number }>(true);
    return () => reply('bells');
  },
});

defineHandler({
  name: 'mute',
  // @ts-expect-error A handler returns an outcome, not a text.
  setup: () => () => 'Hola',
});

defineHandler({
  name: 'typo',
  // @ts-expect-error There is no `response`; `responses` is meant.
  response: ['tea'],
  setup: () => () => reply('tea'),
});

// @ts-expect-error A channel declares its capabilities.
defineChannel({ name: 'silent', setup: () => ({ render: () => [] }) });

defineChannel({
  name: 'mixed',
  capabilities: { ...capabilities, pull: false },
  setup: () => ({
    render: (): string[] => ['coo'],
    // @ts-expect-error `send` takes what `render` makes.
    send: async (item: { payload: number }) => ({ status: 'accepted', providerId: String(item.payload) }),
  }),
});
