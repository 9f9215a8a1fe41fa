import type { Message } from '@botones/contract';
import type { Task } from '../jobs/jobs.ts';
import type { Database, Statement } from '../store/database.ts';
import { keepMedia, type MediaTools, partsWithMedia } from './keep-media.ts';

const read: Statement = {
  name: 'inbox_message',
  text: `
    select c.property, c.channel, i.message from inbox i join conversation c on c.id = i.conversation_id
    where i.conversation_id = $1 and i.seq = $2`,
};

interface Row {
  property: string;
  channel: string;
  message: Message;
}

/** Brings the files of one message into our own store, for staff; tried again until the platform has let go of them. */
export function createKeepMediaTask(
  database: Database,
  toolsOf: (property: string, channel: string) => MediaTools,
): Task {
  return async ({ conversationId, seq }, signal) => {
    const place = { conversationId: String(conversationId), seq: Number(seq) };
    const [row] = await database.query<Row>(read, [place.conversationId, place.seq]);
    if (row === undefined) return;
    const tools = toolsOf(row.property, row.channel);
    for (const { index, part } of partsWithMedia({ seq: place.seq, message: row.message })) {
      await keepMedia(tools, { ...place, index }, part, signal);
    }
  };
}
