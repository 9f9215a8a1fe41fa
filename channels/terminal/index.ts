import { defineChannel } from '@botones/contract';
import { parse } from './parse.ts';
import { render } from './render.ts';

/** A chat in the terminal, for authors: one line is one message. `npm run chat` reads and prints; core does the rest. */
export default defineChannel({
  name: 'terminal',
  capabilities: {
    parts: ['text'],
    maxChoices: 99,
    maxText: 100_000,
    pull: true,
    oneItemPerTurn: false,
    windowHours: null,
  },
  setup({ accounts, now }) {
    return {
      // Reached from inside the process alone; named in the YAML it must not become an open door.
      verify: () => ({ ok: false, status: 404, reason: 'the terminal is not reached by network' }),
      parse: ({ body }) => parse(body, accounts[0] ?? 'terminal', now().toString()),
      render,
    };
  },
});
