import type { Channel } from '@botones/contract';
import { expect } from 'chai';
import { giveUp } from '../../../core/pipeline/turn.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { converse, makeConversation, makeHotel, saidIn } from '../../support/turn-rig.ts';

const program = { who: 'nobody', reason: 'auto_submitted' } as const;
const stranger = { who: 'staff', reason: 'unproven_sender' } as const;

describe('a message that the bot must not answer', () => {
  it('is kept and nobody is called, when a program wrote it', async () => {
    const { runtime, observed } = makeHotel();
    const result = await converse(runtime)({ text: 'Hola', leaveTo: program });
    expect(result).to.deep.include({ owner: 'bot', replies: [], handoff: null });
    expect(observed[0]).to.deep.include({ decision: 'silent', handoff: null });
  });

  it('goes to people without a word, when somebody has to look at it first', async () => {
    const { runtime } = makeHotel();
    const result = await converse(runtime)({ text: 'Hola', leaveTo: stranger });
    expect(result.replies).to.deep.equal([]);
    expect(result.owner).to.equal('staff');
    expect(result.handoff?.reason).to.equal('unproven_sender');
  });

  it('is no reason to forget what the guest was asked', async () => {
    const { runtime } = makeHotel();
    const say = converse(runtime);
    await say('Hola');
    await say({ text: 'Estoy fuera de la oficina', leaveTo: program });
    expect(saidIn(await say('Hola'))).to.deep.equal(['Hola']);
  });

  it('gets no apology when no process survives it', () => {
    const { runtime } = makeHotel();
    const message = { ...guestMessage({ text: 'Hola' }), leaveTo: program };
    const result = giveUp(runtime, makeConversation(), { seq: 1, message });
    expect(result).to.deep.include({ replies: [], handoff: null });
  });
});

describe('a channel that limits its answers', () => {
  const asked: string[] = [];
  const admit: Channel['admit'] = async (_message, turnId) => {
    asked.push(turnId);
    return asked.length > 1 ? { ok: false, reason: 'reply_limit' } : { ok: true };
  };

  it('is asked once a turn, and its refusal calls people', async () => {
    const { runtime } = makeHotel({ admit });
    const say = converse(runtime);
    expect(saidIn(await say('Hola'))).to.deep.equal(['Hola']);
    const limited = await say('Hola');
    expect(limited.replies).to.deep.equal([]);
    expect(limited.handoff?.reason).to.equal('reply_limit');
    expect(await say('Hola'), 'staff have it').to.deep.include({ replies: [], handoff: null });
    expect(asked).to.have.length(2);
  });

  it('is not asked for what the bot leaves alone anyway', async () => {
    const before = asked.length;
    const { runtime } = makeHotel({ admit });
    await converse(runtime)({ text: 'Hola', leaveTo: program });
    await converse(runtime)({ text: 'Hola', leaveTo: stranger });
    expect(asked).to.have.length(before);
  });

  it('gets to know the language of a letter, and whether a person takes over', async () => {
    const letters: unknown[] = [];
    const { runtime } = makeHotel({
      render(parts, _capabilities, about) {
        letters.push(about);
        return [{ parts }];
      },
    });
    const say = converse(runtime);
    await say('Hello');
    await say('Nada que entender');
    expect(letters).to.deep.equal([
      { language: 'en', handoff: false },
      { language: 'en', handoff: true },
    ]);
  });
});
