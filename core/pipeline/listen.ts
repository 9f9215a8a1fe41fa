import { createHash } from 'node:crypto';
import {
  BotonesError,
  type Media,
  type MediaFile,
  type Part,
  type Transcriber,
  type Transcription,
} from '@botones/contract';
import type { PartPlace } from '../delivery/keep-media.ts';
import type { Conversation, Inbound } from '../delivery/types.ts';
import type { Transcriptions } from '../store/transcriptions.ts';

type WithMedia = Part & { media: Media };

/** What it takes to hear a voice message. */
export interface Ears {
  /** Through resilience. Null: the hotel has none, and guests are asked to write. */
  readonly transcriber: Transcriber | null;
  readonly transcriptions: Transcriptions;
  /** Brings the file of a part into our own store, once. */
  keep(
    channel: string,
    place: PartPlace,
    part: WithMedia,
    signal: AbortSignal,
  ): Promise<{ part: WithMedia; file: MediaFile }>;
  /** Notes on the stored message what was heard. */
  write(place: PartPlace, part: Part): Promise<void>;
  /** Files that nobody waits for are kept later. */
  keepLater(conversationId: string, seq: number): Promise<void>;
  heard(transcription: Transcription): void;
  /** A recording that could not be heard. */
  missed(error: unknown): void;
  /** Longest time until a guest hears that a voice message was not understood; default the blueprint's. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 30_000;

export interface Listened {
  readonly inbound: Inbound;
  /** As the transcriber heard it. */
  readonly language: string | null;
}

/**
 * Voice → text: each recording of a guest whom the bot answers is fetched, kept and transcribed; its words stand in the
 * message from then on, for everybody who reads it. Other files are left to a job. Messages without files cost nothing.
 */
export async function listen(
  ears: Ears | null,
  conversation: Conversation,
  inbound: Inbound,
  signal: AbortSignal,
): Promise<Listened> {
  const { message, seq } = inbound;
  const silent: Listened = { inbound, language: null };
  const hasFiles = message.parts.some((part) => 'media' in part);
  if (ears === null || !hasFiles) return silent;
  const voices = message.parts.some((part) => part.type === 'audio' && part.transcript === undefined);
  const answers = message.from === 'guest' && conversation.owner === 'bot' && message.leaveTo === undefined;
  if (message.parts.some((part) => 'media' in part && part.type !== 'audio') || !answers || ears.transcriber === null) {
    await ears.keepLater(conversation.id, seq);
  }
  if (!voices || !answers || ears.transcriber === null) return silent;

  const limit = AbortSignal.any([signal, AbortSignal.timeout(ears.patienceMs ?? PATIENCE_MS)]);
  const parts = [...message.parts];
  let language: string | null = null;
  try {
    for (const [index, part] of parts.entries()) {
      if (part.type !== 'audio' || part.transcript !== undefined) continue;
      const place = { conversationId: conversation.id, seq, index };
      const kept = await ears.keep(conversation.channel, place, part, limit);
      parts[index] = kept.part as Part;
      const heard = await transcribe(ears, kept.file, conversation.language, limit);
      language ??= heard.language;
      const told: Part = { ...part, ...kept.part, type: 'audio', transcript: heard.text.trim() };
      parts[index] = told;
      await ears.write(place, told);
    }
  } catch (error) {
    // The process stops: the next one listens again.
    signal.throwIfAborted();
    // The guest is asked to write, and staff have the recording: now, or once it can be had.
    ears.missed(error);
    await ears.keepLater(conversation.id, seq);
  }
  return { inbound: { ...inbound, message: { ...message, parts } }, language };
}

async function transcribe(
  { transcriber, transcriptions, heard }: Ears,
  { bytes, mime }: MediaFile,
  language: string | null,
  signal: AbortSignal,
): Promise<Transcription> {
  if (transcriber === null) throw new BotonesError('ERR_PORT_MISSING', 'There is no transcriber.');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const known = await transcriptions.find(sha256);
  if (known !== null) return known;
  const transcription = await transcriber.transcribe({ bytes, mime, language }, signal);
  heard(transcription);
  await transcriptions.keep(sha256, transcription);
  return transcription;
}
