import type { Transcript, TranscriptEntry } from '@botones/contract';
import { Bell } from './bell.ts';

export const BATCH = 100;

/** One guest's conversation, from behind `after` on. */
export interface Place {
  account: string;
  session: string;
  after: number;
}

/**
 * Batches of entries as they come, oldest first, until `signal` aborts. A batch of fewer than `BATCH` means that the
 * reader has caught up; an empty one comes at the start and then every `beat` milliseconds of silence. Each beat reads
 * again, so a notice that got lost on its way costs one beat and no message.
 */
export async function* follow(
  transcript: Transcript,
  { account, session, after }: Place,
  beat: number,
  signal: AbortSignal,
): AsyncGenerator<TranscriptEntry[], void, void> {
  const bell = new Bell();
  const stop = transcript.watch(account, session, () => bell.ring());
  try {
    let seen = after;
    while (!signal.aborted) {
      const entries = await transcript.read(account, session, seen, BATCH);
      yield entries;
      seen = entries.at(-1)?.seq ?? seen;
      if (entries.length < BATCH) await bell.wait(beat, signal);
    }
  } finally {
    stop();
  }
}
