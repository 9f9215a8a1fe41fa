import { aHandlerContext, anUnderstanding, aTurn, handlerContract } from '@botones/contract/testing';
import { expect } from 'chai';
import talkToPerson from '../../../../plugins/handlers/talk-to-person/index.ts';

const asks = (intent: string | null) => aTurn({ understanding: anUnderstanding({ intent }) });

handlerContract(talkToPerson, { turns: [asks('talk_to_person'), asks('make_reservation'), asks(null)] });

describe('talk-to-person', () => {
  const reasonFor = async (intent: string | null, asksFor = ['talk_to_person']) => {
    const handle = await talkToPerson.setup(aHandlerContext({ asksFor }));
    return (await handle(asks(intent))).handoff?.reason;
  };

  it('tells a wish for a person from a need of one', async () => {
    expect(await reasonFor('talk_to_person')).to.equal('guest_asked');
    expect(await reasonFor('make_reservation')).to.equal('needs_staff');
    expect(await reasonFor(null)).to.equal('needs_staff');
  });

  it('knows the wish by the intents of the options', async () => {
    expect(await reasonFor('human', ['human', 'angry'])).to.equal('guest_asked');
    expect(await reasonFor('talk_to_person', ['human'])).to.equal('needs_staff');
  });
});
