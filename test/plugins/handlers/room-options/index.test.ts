import type { Outcome } from '@botones/contract';
import { aHandlerContext, aRoomType, aTurn, fakePms, handlerContract } from '@botones/contract/testing';
import { expect } from 'chai';
import roomOptions from '../../../../plugins/handlers/room-options/index.ts';
import { saidBy, valuesOf } from '../../../support/form-handler.ts';
import { knownResponses } from '../../../support/known-responses.ts';

const unpriced = { ...aRoomType({ id: 'attic', pictures: [] }) };
delete (unpriced as { from?: unknown }).from;

async function show(types: ReturnType<typeof aRoomType>[], most = 10): Promise<Outcome> {
  const pms = fakePms({ roomTypes: types });
  return (await roomOptions.setup(aHandlerContext({ most }, { pms })))(aTurn({ language: 'en' }));
}

handlerContract(roomOptions, {
  options: {},
  knownResponses: knownResponses(),
  pms: () => fakePms({ roomTypes: [aRoomType(), unpriced] }),
  turns: [aTurn(), aTurn({ language: 'en' })],
});

describe('room-options', () => {
  it('shows a card for each room type, with its picture and price where there are', async () => {
    const outcome = await show([aRoomType(), unpriced]);
    expect(saidBy(outcome)).to.deep.equal(['rooms/intro', 'rooms/card', 'rooms/card_unpriced']);
    const cards = outcome.replies[1];
    const [double, attic] = cards !== undefined && 'cards' in cards ? cards.cards : [];
    expect(double?.image).to.deep.equal({ url: 'https://www.example.com/double.jpg', alt: 'The room' });
    expect(double?.values).to.deep.include({ room_type: 'double', from: '€100', guests: 3 });
    expect(attic).not.to.have.property('image');
  });

  it('shows no more than it may', async () => {
    const outcome = await show([aRoomType(), aRoomType({ id: 'b' }), aRoomType({ id: 'c' })], 2);
    expect(saidBy(outcome)).to.have.length(3);
    expect(valuesOf(outcome, 'rooms/intro')).to.deep.equal({ count: 2 });
  });

  it('calls a person for a hotel without rooms', async () => {
    expect(await show([])).to.deep.equal({ replies: [], handoff: { reason: 'needs_staff' } });
  });
});
