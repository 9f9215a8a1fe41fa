import type { Channel } from '@botones/contract';
import { expect } from 'chai';
import { createCourtesy } from '../../../core/delivery/courtesy.ts';
import { turnSaying } from '../../support/delivery-rig.ts';
import { guestMessage } from '../../support/guest-message.ts';

describe('createCourtesy', () => {
  const message = guestMessage();
  /** What the guest sees of a turn that says these words, `slowly` or at once. */
  async function seen(words: string[], { slowly = false, owner = 'bot' as 'bot' | 'staff', fails = false } = {}) {
    const shown: string[] = [];
    let began: () => void = () => {};
    const typing = new Promise<void>((resolve) => {
      began = resolve;
    });
    const say = (what: string) => async () => {
      shown.push(what);
      began();
      if (fails) throw new Error('the platform is away');
    };
    const channel: Channel = { render: () => [], typing: say('typing'), markRead: say('read') };
    const beside = createCourtesy(slowly ? 0 : 60_000);
    const result = await beside(channel, message, owner, async () => {
      if (slowly) await typing;
      return turnSaying(words);
    });
    expect(result.replies).to.have.length(words.length);
    return shown;
  }

  it('marks what is answered at once as read', async () => {
    expect(await seen(['Hola'])).to.deep.equal(['read']);
  });

  it('shows that an answer comes where it takes a moment, which says the same', async () => {
    expect(await seen(['Hola'], { slowly: true })).to.deep.equal(['typing']);
  });

  it('leaves unread what nobody answers yet', async () => {
    expect(await seen([])).to.deep.equal([]);
    expect(await seen(['Hola'], { owner: 'staff' })).to.deep.equal([]);
  });

  it('bothers nobody when it fails', async () => {
    expect(await seen(['Hola'], { fails: true })).to.deep.equal(['read']);
  });
});
