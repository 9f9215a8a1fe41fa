import { expect } from 'chai';
import { firstDifference } from '../../core/dialogue/testing/verdict.ts';
import { readConversations } from './conversation.ts';
import { type DemoHotel, openDemoHotel } from './demo-hotel.ts';
import { play } from './play.ts';
import { playStories } from './play-stories.ts';

describe('the demo hotel', () => {
  const conversations = readConversations(import.meta.dirname);
  let hotel: DemoHotel;
  let results: Promise<(string | null)[]>;

  before(async function () {
    // A model is trained where none is there.
    this.timeout(120_000);
    hotel = await openDemoHotel();
    results = Promise.all(conversations.map((one) => play(one, hotel)));
    await results;
  });

  after(() => hotel.stop());

  it('passes its own test stories for real', async () => {
    const stories = await playStories(hotel);
    expect(stories.length).to.be.greaterThan(0);
    expect(stories.map(firstDifference).filter((one) => one !== null)).to.deep.equal([]);
  });

  for (const [at, { conversation, language }] of conversations.entries()) {
    it(`${conversation} (${language})`, async () => {
      expect((await results)[at]).to.equal(null);
    });
  }
});
