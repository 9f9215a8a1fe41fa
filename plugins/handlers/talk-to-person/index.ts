import { defineHandler, handoff } from '@botones/contract';

/** The guest wants a person, or asks for something that only a person can do yet. */
export default defineHandler({
  name: 'talk-to-person',
  setup() {
    return (turn) => handoff(turn.understanding.intent === 'talk_to_person' ? 'guest_asked' : 'needs_staff');
  },
});
