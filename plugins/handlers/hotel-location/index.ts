import { defineHandler, reply, send, together } from '@botones/contract';
import { z } from 'zod';

/** Where the hotel is and how to get there: address, map pin, directions. */
export default defineHandler({
  name: 'hotel-location',
  options: z.strictObject({
    /** Intents that ask for the way rather than for the address. */
    directionsFor: z.array(z.string()).default(['ask_location']),
  }),
  responses: ['location/address', 'location/directions'],
  setup({ options, property }) {
    const { address, location, directions } = property;
    const lines = address && [address.street, `${address.postalCode} ${address.city}`, address.region].filter(Boolean);
    const line = lines ? lines.join(', ') : property.name;
    return (turn) => {
      const wantsTheWay = options.directionsFor.includes(turn.understanding.intent ?? '');
      const words =
        wantsTheWay && directions
          ? reply('location/directions', { address: line, directions })
          : reply('location/address', { address: line });
      if (!location) return words;
      return together(words, send({ type: 'location', ...location, name: property.name, address: line }));
    };
  },
});
