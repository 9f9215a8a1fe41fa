import { aHandlerContext, anUnderstanding, aProperty, aTurn, handlerContract } from '@botones/contract/testing';
import { expect } from 'chai';
import reviewResponse from '../../../../plugins/handlers/review-response/index.ts';
import { partsOf, saidBy } from '../../../support/form-handler.ts';
import { knownResponses } from '../../../support/known-responses.ts';

const { reviewUrl: _, ...linkless } = aProperty();
const linked = { ...linkless, reviewUrl: 'https://www.example.com/opiniones' };

async function rate(rating: unknown, property = aProperty()) {
  const { handle } = partsOf(await reviewResponse.setup(aHandlerContext({ good: 4 }, { property })));
  return handle(aTurn({ slots: { review_rating: rating }, property }));
}

async function heard(text: string, intent = 'review_response') {
  const { check } = partsOf(await reviewResponse.setup(aHandlerContext({ good: 4 })));
  const { slots } = await check(aTurn({ text, understanding: anUnderstanding({ intent }) }));
  return slots?.review_rating;
}

handlerContract(reviewResponse, {
  options: {},
  property: linked,
  knownResponses: knownResponses(),
  turns: [aTurn(), ...[1, 5].map((rating) => aTurn({ slots: { review_rating: rating } }))],
});

describe('review-response', () => {
  it('thanks for a good rating, with the link where there is one', async () => {
    expect(saidBy(await rate(4, linked))).to.deep.equal(['review/thanks_link', 'link']);
    expect(saidBy(await rate(5, linkless))).to.deep.equal(['review/thanks']);
  });

  it('calls a person for a bad one', async () => {
    const outcome = await rate(3, linked);
    expect(saidBy(outcome)).to.deep.equal(['review/sorry']);
    expect(outcome.handoff).to.deep.equal({ reason: 'bad_review' });
  });

  it('keeps the rating, in the conversation and on the trail', async () => {
    const { slots, effects } = await rate('5', linked);
    expect(slots).to.deep.equal({ review_rating: null, last_rating: 5 });
    expect(effects).to.deep.equal([{ operation: 'review.rate', key: `${aTurn().id}:rating`, reference: '5' }]);
  });

  const ratings: [string, number | null][] = [
    ['4', 4],
    ['todo genial, cinco estrellas', 5],
    ['3/5', 3],
    ['★★★★', 4],
    ['4 ★', 4],
    ['8 de 10', 4],
    ['todo genial, un 10', 5],
    ['un 3 sobre 10, no volveré', 2],
    ['my score: 6', 3],
    ['i rate you nine', 5],
    ['room 8 was fine', null],
    ['2.5 stars', null],
    ['12 stars', null],
    ['0', null],
    ['lovely', null],
  ];
  for (const [text, rating] of ratings) {
    it(`hears ${rating} in “${text}”`, async () => expect((await heard(text)) ?? null).to.equal(rating));
  }

  it('leaves alone what is no review', async () => {
    expect(await heard('is there a 5 star hotel near by', 'ask_parking')).to.equal(undefined);
  });

  it('takes a mark alone for one, whatever it resembles', async () => {
    for (const text of ['4', 'four', 'un cuatro', 'le doy un 4, gracias']) {
      expect(await heard(text, 'ask_parking'), text).to.equal(4);
    }
  });
});
