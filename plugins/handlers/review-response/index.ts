import { defineHandler, handoff, type Outcome, reply, send, together } from '@botones/contract';
import { z } from 'zod';
import { isRatingAlone, readRating } from './read-rating.ts';

/** Takes a rating down; a good one gets the link to the review page, a bad one a person. */
export default defineHandler({
  name: 'review-response',
  options: z.strictObject({
    /** Stars, of five, from which on a guest is asked for a public review; those below go to a person. */
    good: z.int().min(1).max(5).default(4),
  }),
  slots: ['review_rating'],
  checks: true,
  responses: ['review/thanks', 'review/thanks_link', 'review/sorry'],
  setup({ options, property }) {
    return {
      handle({ slots, id }) {
        const rating = readRating(slots.review_rating);
        if (rating === null) return { ...handoff('needs_staff'), slots: { review_rating: null } };
        const stored: Outcome = {
          replies: [],
          slots: { review_rating: null, last_rating: rating },
          effects: [{ operation: 'review.rate', key: `${id}:rating`, reference: String(rating) }],
        };
        if (rating < options.good) return together(stored, reply('review/sorry', { rating }), handoff('bad_review'));
        if (!property.reviewUrl) return together(stored, reply('review/thanks', { rating }));
        const link = send({ type: 'link', title: property.name, url: property.reviewUrl });
        return together(stored, reply('review/thanks_link', { rating }), link);
      },
      // "Five stars, all was lovely" need not be asked again.
      check({ slots, text, understanding }) {
        const isReview = understanding.intent === 'review_response' || slots.review_rating !== undefined;
        if (!isReview && !isRatingAlone(text)) return { replies: [] };
        return { replies: [], slots: { review_rating: readRating(slots.review_rating ?? null) ?? readRating(text) } };
      },
    };
  },
});
