import {
  defineHandler,
  formatMoney,
  handoff,
  inWords,
  type NamedCard,
  type RoomType,
  type Turn,
} from '@botones/contract';
import { z } from 'zod';

/** The room types of the PMS as cards: picture, who sleeps there, price from. */
export default defineHandler({
  name: 'room-options',
  options: z.strictObject({
    /** Most cards shown. */
    most: z.int().min(1).max(20).default(10),
  }),
  responses: ['rooms/intro', 'rooms/card', 'rooms/card_unpriced'],
  setup: ({ options, pms, property }) => {
    return async (turn) => {
      const types = await pms.getRoomTypes(turn.signal);
      if (types.length === 0) return handoff('needs_staff');
      const [fallback = ''] = property.languages;
      const cards = types.slice(0, options.most).map((type) => toCard(type, turn, fallback));
      return { replies: [{ response: 'rooms/intro', values: { count: cards.length } }, { cards }] };
    };
  },
});

function toCard(
  { id, name, description, pictures, maxGuests, from }: RoomType,
  turn: Turn,
  fallback: string,
): NamedCard {
  const { language } = turn;
  const [picture] = pictures;
  return {
    response: from ? 'rooms/card' : 'rooms/card_unpriced',
    values: {
      room_type: id,
      room: name,
      about: description,
      guests: maxGuests,
      ...(from && { from: formatMoney(from, language) }),
    },
    ...(picture && { image: { url: picture.url, alt: inWords(picture.alt, language, fallback) } }),
  };
}
