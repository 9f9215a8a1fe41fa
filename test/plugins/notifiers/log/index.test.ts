import { aHandoffCall, aNotifierContext, aTranscript, notifierContract } from '@botones/contract/testing';
import { expect } from 'chai';
import log from '../../../../plugins/notifiers/log/index.ts';

notifierContract(log);

describe('log notifier', () => {
  it('writes one line for operators: where the guest waits and why, and not a word of the guest', async () => {
    const context = aNotifierContext({});
    const notifier = await log.setup(context);
    await notifier.notify(aHandoffCall({ lastMessages: aTranscript('Soy Ana Ruiz') }), new AbortController().signal);
    expect(context.lines).to.deep.equal([
      {
        sentence: 'A guest needs a person',
        fields: {
          handoffId: '0197ab12-7f00-7abc-8def-0123456789ab',
          property: 'miramar',
          channel: 'web',
          conversationId: '0b7e4f52-3c1d-8a6e-a0f9-5d2c7b1e4a38',
          reason: 'guest_asked',
          language: 'es',
        },
      },
    ]);
  });
});
