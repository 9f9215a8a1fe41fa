import { defineHandler, handoff, type PropertyAddress, reply, send, together } from '@botones/contract';
import { z } from 'zod';

/** Where the hotel is and how to get there: address, map pin, directions. */
export default defineHandler({
  name: 'hotel-location',
  options: z.strictObject({
    /** Intents that ask for the way rather than for the address. */
    directionsFor: z.array(z.string()).default(['ask_location']),
  }),
  responses: ['location/address', 'location/directions'],
  setup({ options, property: { name, address, location, directions } }) {
    const line = address ? oneLine(address) : name;
    const pin = location ? send({ type: 'location', ...location, name, address: line }) : null;
    return ({ understanding }) => {
      const wantsTheWay = options.directionsFor.includes(understanding.intent ?? '');
      if (wantsTheWay && directions) return withPin(reply('location/directions', { address: line, directions }));
      if (address) return withPin(reply('location/address', { address: line }));
      return pin ?? handoff('needs_staff');
    };

    function withPin(words: ReturnType<typeof reply>) {
      return pin ? together(words, pin) : words;
    }
  },
});

/** `Paseo del Faro, 1, 00000 Villamar, Alicante`. */
function oneLine({ street, postalCode, city, region }: PropertyAddress): string {
  return [street, `${postalCode} ${city}`, region].filter(Boolean).join(', ');
}
