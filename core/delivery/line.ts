import type { Part, TranscriptEntry } from '@botones/contract';
import type { Database, Statement } from '../store/database.ts';
import { conversationIdOf } from './conversation-id.ts';
import { readTranscript } from './transcript.ts';
import type { Wake } from './wake.ts';

/** A conversation held from inside this process, by the same way as any other: inbox, turn, outbox. */
export interface Line {
  /** Hands bytes to the channel, as a platform would. */
  say(body: Uint8Array): Promise<void>;
  /** Calls back with what others say, once each, in order, as the channel renders it. Returns how to stop. */
  onReply(hear: (from: TranscriptEntry['from'], payloads: unknown[]) => void): () => void;
  /** Resolves when everything that was said is answered, or staff have it. */
  answered(): Promise<void>;
}

const done: Statement = {
  name: 'line_done',
  text: 'select done_in >= last_in as done from conversation where id = $1',
};

const LOOK_MS = 50;

export function openLine(options: {
  database: Database;
  wake: Wake;
  property: string;
  channel: string;
  account: string;
  guest: string;
  receive(body: Uint8Array): Promise<unknown>;
  render(parts: readonly Part[]): unknown[];
}): Line {
  const { database, property, channel, account, guest } = options;
  const id = conversationIdOf(property, channel, account, guest);
  const hearers = new Set<Parameters<Line['onReply']>[0]>();
  let after = 0;
  let reading = Promise.resolve();

  async function read(): Promise<void> {
    for (const entry of await readTranscript(database, id, after, 100)) {
      after = entry.seq;
      if (entry.from === 'guest') continue;
      for (const hear of hearers) hear(entry.from, options.render(entry.parts));
    }
  }

  const look = () => {
    reading = reading.then(read).catch(() => {});
    return reading;
  };

  return {
    say: async (body) => void (await options.receive(body)),
    onReply(hear) {
      hearers.add(hear);
      const stop = options.wake.onSaid(id, () => void look());
      return () => {
        hearers.delete(hear);
        stop();
      };
    },
    async answered() {
      for (;;) {
        const [row] = await database.query<{ done: boolean }>(done, [id]);
        if (row === undefined || row.done) break;
        await new Promise((next) => setTimeout(next, LOOK_MS));
      }
      await look();
    },
  };
}
