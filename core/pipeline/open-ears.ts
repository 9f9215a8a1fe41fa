import type { MediaStore, Transcriber } from '@botones/contract';
import { keepMedia, type MediaTools, rewritePart } from '../delivery/keep-media.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Guard } from '../resilience/guard.ts';
import type { Database } from '../store/database.ts';
import { openTranscriptions } from '../store/transcriptions.ts';
import type { Ears } from './listen.ts';
import type { SetUpChannel } from './set-up-property.ts';

interface Parts {
  readonly database: Database;
  readonly property: string;
  readonly media: MediaStore;
  readonly channels: ReadonlyMap<string, SetUpChannel>;
  readonly transcriber: Transcriber | null;
  guardOf(channel: string): Guard;
  addJob: Jobs['add'];
  heard: Ears['heard'];
  missed: Ears['missed'];
}

/** How a property hears voice messages; `toolsOf` is what it takes to keep the files of a channel. */
export function openEars({ database, property, media, channels, transcriber, guardOf, addJob, heard, missed }: Parts): {
  ears: Ears;
  toolsOf(channel: string): MediaTools;
} {
  const tools = new Map<string, MediaTools>();
  for (const { name, channel } of channels.values()) {
    const fetchMedia = channel.fetchMedia?.bind(channel);
    if (fetchMedia === undefined) continue;
    const guard = guardOf(name);
    tools.set(name, {
      database,
      media,
      fetch: (file, signal) =>
        guard.run((inner) => fetchMedia(file, inner), signal, { operation: 'fetchMedia', again: true }),
    });
  }
  const toolsOf = (channel: string): MediaTools => tools.get(channel) ?? { database, media, fetch: null };
  return {
    toolsOf,
    ears: {
      transcriber,
      transcriptions: openTranscriptions(database, property),
      keep: (channel, place, part, signal) => keepMedia(toolsOf(channel), place, part, signal),
      write: (place, part) => rewritePart(database, place, part),
      keepLater: (conversationId, seq) =>
        addJob('keep-media', { conversationId, seq }, `media-${conversationId}-${seq}`),
      heard,
      missed,
    },
  };
}
