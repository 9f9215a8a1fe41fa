import type { RoomType } from '@botones/contract';
import type { Type } from './catalog.ts';
import type { Desk } from './desk.ts';

const most = { pictures: 5, bytes: 8_000_000 };
/** As wide as a chat shows it; a theme may have no such size, and then there is the original. */
const sizes = ['/large_default', ''];

/** QloApps gives pictures to whoever has the key, and to no guest: the bot keeps them. */
export function openPictures({ client, context }: Desk) {
  const known = new Map<string, string>();

  async function fetchOne(path: string, signal: AbortSignal): Promise<string | null> {
    for (const size of sizes) {
      const { status, type, bytes } = await client.send(`${path}${size}`, { signal });
      const isPicture = status === 200 && /^image\/(png|jpe?g|gif|webp)/.test(type);
      if (!isPicture || bytes.length === 0 || bytes.length > most.bytes) continue;
      const mime = type.split(';')[0] ?? 'image/jpeg';
      const { url } = await context.media.put({ bytes, mime, public: true });
      return url ?? null;
    }
    return null;
  }

  return async ({ id, images, name }: Type, signal: AbortSignal): Promise<RoomType['pictures']> => {
    const pictures: { url: string; alt: Type['name'] }[] = [];
    for (const image of images.slice(0, most.pictures)) {
      const path = `images/room_types/${id}/${image}`;
      // A room is shown without a picture rather than not at all.
      const url = known.get(path) ?? (await fetchOne(path, signal).catch(() => null));
      signal.throwIfAborted();
      if (url === null) continue;
      known.set(path, url);
      pictures.push({ url, alt: name });
    }
    return pictures;
  };
}
