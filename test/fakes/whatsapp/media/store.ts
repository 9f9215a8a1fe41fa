import { createHash } from 'node:crypto';
import type { World } from '../world.ts';

export interface StoredMedia {
  id: string;
  number: string;
  mime: string;
  bytes: Uint8Array;
  sha256: string;
  /** 7 days for what a guest sent, 30 for what the hotel uploaded. */
  expires: Temporal.Instant;
  /** Download tokens and when they stop working: five minutes. */
  readonly tokens: Map<string, Temporal.Instant>;
}

export function storeMedia(world: World, number: string, mime: string, bytes: Uint8Array, days: number): StoredMedia {
  const id = world.ids.media();
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  const expires = world.clock.now().add({ hours: 24 * days });
  const media = { id, number, mime, bytes, sha256, expires, tokens: new Map() };
  world.media.set(id, media);
  return media;
}

/** A fresh URL, good for five minutes. */
export function mediaUrl(world: World, media: StoredMedia): string {
  const token = world.ids.token();
  media.tokens.set(token, world.clock.now().add({ minutes: 5 }));
  return `${world.url}/media-bytes/${token}`;
}

export function isPast(world: World, instant: Temporal.Instant): boolean {
  return Temporal.Instant.compare(world.clock.now(), instant) >= 0;
}
