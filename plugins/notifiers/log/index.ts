import { defineNotifier } from '@botones/contract';

/** The default: a line for operators, without a word of the guest. The call itself stands in the database. */
export default defineNotifier({
  name: 'log',
  setup({ log }) {
    return {
      async notify({ id, property, channel, conversationId, reason, language }) {
        log('A guest needs a person', { handoffId: id, property, channel, conversationId, reason, language });
      },
      async alert({ kind, property, system }) {
        log('Operators should know', { reason: kind, property, system });
      },
    };
  },
});
