import {
  formatDay,
  formatGuests,
  formatMoney,
  formatNights,
  goOn,
  type Handle,
  type HandlerContext,
  type NamedReply,
  reply,
  type Turn,
  together,
} from '@botones/contract';
import { type Quote, readQuote, writeQuote } from './quote.ts';
import { type Choice, readChoice } from './read-choice.ts';
import { sayCancelTerms, sayCharges } from './say-terms.ts';

/** Asks the PMS once more, and puts price, taxes and cancel terms before the guest. */
export function askToConfirm(
  { pms, property }: Pick<HandlerContext<unknown>, 'pms' | 'property'>,
  offersFrom: string,
): Handle {
  return async (turn) => {
    const choice = readChoice(turn.slots.offer);
    if (choice === null) return goOn(offersFrom, { offer: null });
    const offers = await pms.confirmOffers(choice.search, turn.signal);
    const details = offers.find(
      ({ roomTypeId, ratePlan }) => roomTypeId === choice.roomTypeId && ratePlan === choice.ratePlan,
    );
    if (details === undefined) return together(reply('pms/sold_out'), goOn(offersFrom, { offer: null }));
    const before = quoteFor(turn);
    const last = before?.details.total.minor ?? choice.shown;
    const guest = `${turn.slots.guest_name}, ${turn.slots.guest_contact}`;
    const isSame = before !== null && last === details.total.minor && before.guest === guest;
    // Asked again after a digression it is the same question: its buttons stay good.
    const quote: Quote = { offer: String(turn.slots.offer), token: isSame ? before.token : turn.id, guest, details };
    const rose = details.total.minor > last && reply('booking/price_rose', priceValues(last, quote, turn));
    return together(
      ...(rose ? [rose] : []),
      { replies: isSame ? [] : await describe(choice, quote, turn), slots: { quote: writeQuote(quote) } },
      { replies: [askYesOrNo(quote, turn)] },
    );
  };

  async function describe(choice: Choice, { details }: Quote, turn: Turn): Promise<NamedReply[]> {
    const { language, now, slots } = turn;
    const { arrival, departure, rooms } = choice.search;
    const types = await pms.getRoomTypes(turn.signal);
    const values = {
      room: types.find(({ id }) => id === choice.roomTypeId)?.name ?? choice.roomTypeId,
      plan: details.ratePlanName,
      arrival: formatDay(arrival, language),
      departure: formatDay(departure, language),
      nights: formatNights(arrival.until(departure).days, language),
      guests: formatGuests(rooms, language),
      prices: details.nightly
        .map((price, night) => `${shortDay(arrival.add({ days: night }), language)}: ${formatMoney(price, language)}`)
        .join('\n'),
      name: slots.guest_name,
      contact: slots.guest_contact,
      total: formatMoney(details.total, language),
    };
    const tongue = { language, property, now };
    return [{ response: 'booking/summary', values }, ...sayCharges(details, tongue), sayCancelTerms(details, tongue)];
  }
}

/** What was put before the guest for the same choice. */
function quoteFor({ slots }: Turn): Quote | null {
  const quote = readQuote(slots.quote);
  return quote?.offer === slots.offer ? quote : null;
}

function askYesOrNo({ details, token }: Quote, { language }: Turn): NamedReply {
  return { response: 'booking/confirm', values: { total: formatMoney(details.total, language), token } };
}

function priceValues(before: number, { details: { total } }: Quote, { language }: Turn) {
  return { before: formatMoney({ ...total, minor: before }, language), total: formatMoney(total, language) };
}

function shortDay(day: Temporal.PlainDate, language: string): string {
  const locale = language === 'en' ? 'en-GB' : language;
  return day.toLocaleString(locale, { weekday: 'short', day: 'numeric', month: 'short' });
}
