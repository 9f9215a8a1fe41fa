import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaStore, RoomType, Words } from '@botones/contract';
import type { Hotel } from './hotel.ts';
import { lowestPrice } from './price.ts';

/** Drawn for the demo hotel; a hotel of its own names pictures in the options. */
const drawn = ['single', 'double', 'superior', 'family', 'suite'];
const folder = join(import.meta.dirname, 'pictures');

export async function listRoomTypes(hotel: Hotel, media: MediaStore): Promise<RoomType[]> {
  return Promise.all(
    Object.entries(hotel.roomTypes).map(async ([id, type]) => ({
      id,
      name: type.name,
      description: type.description ?? {},
      pictures: type.pictures ?? (await ownPictures(id, type.name, media)),
      maxAdults: type.maxAdults,
      maxChildren: type.maxChildren,
      maxGuests: type.maxGuests,
      from: lowestPrice(hotel, type),
    })),
  );
}

async function ownPictures(id: string, alt: Words, media: MediaStore): Promise<RoomType['pictures']> {
  if (!drawn.includes(id)) return [];
  const bytes = await readFile(join(folder, `${id}.png`));
  const { url } = await media.put({ bytes, mime: 'image/png', name: `${id}.png`, public: true });
  return url === undefined ? [] : [{ url, alt }];
}
