import { defineHandler, handoff } from '@botones/contract';
import { z } from 'zod';

/** Calls a person: the guest wants one, or asks for something that only people do. */
export default defineHandler({
  name: 'talk-to-person',
  options: z.strictObject({
    /** Intents that ask for a person. Staff and metrics see `guest_asked` for these, `needs_staff` for any other. */
    asksFor: z.array(z.string()).default(['talk_to_person']),
  }),
  setup({ options }) {
    return ({ understanding }) => {
      return handoff(options.asksFor.includes(understanding.intent ?? '') ? 'guest_asked' : 'needs_staff');
    };
  },
});
