import type { Answer } from '../http.ts';
import type { World } from './world.ts';

/** One pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** `images/room_types/{id}`: only in XML. */
export function imageList(world: World, _kind: string | undefined): Answer {
  const items = world.roomTypes.map(({ id }) => `<image id="${id}"/>`).join('');
  return {
    status: 200,
    headers: { 'content-type': 'text/xml;charset=utf-8' },
    body: `<?xml version="1.0"?><qloapps><images>${items}</images></qloapps>`,
  };
}

/** `images/room_types/{id}/{image}[/{type}]`. */
export function image(world: World, kind: string | undefined, [id, picture]: string[]): Answer | null {
  const type = world.roomTypes.find((each) => String(each.id) === id);
  if (kind !== 'room_types' || !type) return null;
  if (picture === undefined) {
    const items = type.images.map((each) => `<declination id="${each}"/>`).join('');
    return {
      ...imageList(world, kind),
      body: `<?xml version="1.0"?><qloapps><image id="${id}">${items}</image></qloapps>`,
    };
  }
  if (!type.images.some((each) => String(each) === picture)) return null;
  return { status: 200, headers: { 'content-type': 'image/png' }, body: png };
}
