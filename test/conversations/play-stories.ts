import { openHotelTests } from '../../core/cli/rasa/open-hotel-tests.ts';
import { playHotel } from '../../core/cli/rasa/play-hotel.ts';
import type { Replay } from '../../core/dialogue/testing/verdict.ts';
import type { DemoHotel } from './demo-hotel.ts';

/** Plays the test stories of `config/` with the demo hotel's model and handlers. */
export async function playStories({ models, now }: Pick<DemoHotel, 'models' | 'now'>): Promise<Replay[]> {
  const hotels = await openHotelTests('config');
  return (await Promise.all(hotels.map((hotel) => playHotel({ ...hotel, models, now })))).flat();
}
