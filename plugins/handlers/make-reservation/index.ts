import { defineHandler, goOn } from '@botones/contract';
import { askToConfirm } from './ask-to-confirm.ts';
import { checkAnswers } from './check-answers.ts';
import { options } from './options.ts';
import { reserve } from './reserve.ts';

const name = 'make-reservation';

/** From a chosen offer to a reservation: who comes, price and terms once more, a yes, and how to pay. */
export default defineHandler({
  name,
  options,
  slots: [
    'arrival',
    'departure',
    'adults',
    'children',
    'child_ages',
    'room_type',
    'offer',
    'guest_name',
    'guest_contact',
    'booking_confirmed',
  ],
  asks: ['offer', 'booking_confirmed'],
  checks: true,
  responses: [
    'booking/summary',
    'booking/taxes_included',
    'booking/taxes_added',
    'booking/cancel_free',
    'booking/cancel_free_until',
    'booking/cancel_fee',
    'booking/confirm',
    'booking/price_rose',
    'booking/declined',
    'booking/already',
    'booking/name_unclear',
    'booking/guest_refused',
    'booking/held',
    'booking/pay',
    'booking/confirmed',
    'pms/sold_out',
  ],
  setup(context) {
    const { offersFrom } = context.options;
    return {
      handle: reserve(context, name),
      questions: { offer: () => goOn(offersFrom), booking_confirmed: askToConfirm(context, offersFrom) },
      check: checkAnswers,
    };
  },
});
