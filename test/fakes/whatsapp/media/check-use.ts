import { GraphError } from '../graph-error.ts';
import type { CheckedMessage } from '../send/check-message.ts';
import type { World } from '../world.ts';
import { mediaKinds, whyNot } from './kinds.ts';
import { isPast } from './store.ts';

type Reference = { id?: string; link?: string };

/** What a message refers to: itself, or the header of an interactive one. */
function referenceOf({ type, content }: CheckedMessage): { kind: string; reference: Reference } | null {
  if (type in mediaKinds) return { kind: type, reference: content };
  const header = content.header as (Record<string, unknown> & { type: string }) | undefined;
  if (!header || !(header.type in mediaKinds)) return null;
  return { kind: header.type, reference: header[header.type] as Reference };
}

/** Throws for an id that is unknown; 131053 for media that Meta will fail to send, which it tells later; null: fine. */
export async function checkMediaUse(world: World, message: CheckedMessage): Promise<131053 | null> {
  const used = referenceOf(message);
  if (!used) return null;
  const { kind, reference } = used;
  if (reference.link !== undefined) return (await fetchable(world, kind, reference.link)) ? null : 131053;
  const media = world.media.get(String(reference.id));
  if (!media || isPast(world, media.expires)) {
    throw new GraphError(131009, { details: `Media id ${reference.id} is unknown or has expired.` });
  }
  return whyNot(kind, media.mime, media.bytes.length) === null ? null : 131053;
}

/** Public https is taken on trust, http on this machine is fetched, all else fails. */
async function fetchable(world: World, kind: string, link: string): Promise<boolean> {
  if (world.settings.deadLinks.has(link)) return false;
  const { protocol, hostname } = new URL(link);
  if (hostname !== '127.0.0.1' && hostname !== 'localhost') return protocol === 'https:';
  const response = await fetch(link, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  if (!response?.ok) return false;
  const bytes = await response.arrayBuffer();
  return whyNot(kind, response.headers.get('content-type') ?? '', bytes.byteLength) === null;
}
