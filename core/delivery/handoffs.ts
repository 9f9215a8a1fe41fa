import type { HandoffCall } from '@botones/contract';
import type { Database, Statement } from '../store/database.ts';
import { readLastMessages } from './transcript.ts';

const read: Statement = {
  name: 'handoff_read',
  text: `
    select id, property, channel, conversation_id as "conversationId", reason, language, opened_at as at, draft
    from handoff where id = $1 and notified_at is null`,
};

const notified: Statement = {
  name: 'handoff_notified',
  text: 'update handoff set notified_at = now() where id = $1',
};

const forgotten: Statement = {
  name: 'handoff_forgotten',
  text: `
    select id from handoff
    where notified_at is null and reason <> 'staff_wrote' and opened_at < now() - interval '1 minute' limit 100`,
};

/** The blueprint: staff get the conversation with its last 5 messages. */
const LAST_MESSAGES = 5;

/** The call for a handoff; null when it was delivered already. */
export async function readHandoffCall(database: Database, id: string): Promise<HandoffCall | null> {
  const [row] = await database.query<
    Omit<HandoffCall, 'lastMessages' | 'at' | 'draft'> & { at: Date; draft: string | null }
  >(read, [id]);
  if (row === undefined) return null;
  const lastMessages = await readLastMessages(database, row.conversationId, LAST_MESSAGES);
  const { draft, ...call } = row;
  return { ...call, at: row.at.toISOString(), lastMessages, ...(draft !== null && { draft }) };
}

export async function markNotified(database: Database, id: string): Promise<void> {
  await database.query(notified, [id]);
}

/** Handoffs whose call was lost between the commit and the job queue: their process died there. */
export async function findForgotten(database: Database): Promise<string[]> {
  return (await database.query<{ id: string }>(forgotten)).map((row) => row.id);
}
