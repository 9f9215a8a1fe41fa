import { invalid, notFound } from '../google-error.ts';
import type { Change, Kind } from '../mailbox/history.ts';
import { type Context, listed, page } from './context.ts';
import { countOf } from './read-body.ts';

const kinds: Readonly<Record<string, Kind>> = {
  messageAdded: 'messageAdded',
  messageDeleted: 'messageDeleted',
  labelAdded: 'labelAdded',
  labelRemoved: 'labelRemoved',
};

const lists: Readonly<Record<Kind, string>> = {
  messageAdded: 'messagesAdded',
  messageDeleted: 'messagesDeleted',
  labelAdded: 'labelsAdded',
  labelRemoved: 'labelsRemoved',
};

export function listHistory({ world, request: { query }, mailbox }: Context) {
  const start = query.get('startHistoryId');
  if (!start) throw invalid('Missing startHistoryId');
  if (!/^\d{1,20}$/.test(start)) throw invalid('Invalid startHistoryId');
  const wanted = query.getAll('historyTypes').map((type) => {
    const kind = kinds[type];
    if (!kind) throw invalid(`Invalid value at 'history_types' (TYPE_ENUM), "${type}"`);
    return kind;
  });
  const labelId = query.get('labelId');
  if (labelId && !mailbox.labels.list().some(({ id }) => id === labelId)) throw invalid(`Invalid label: ${labelId}`);
  const changes = mailbox.history.since(BigInt(start));
  if (changes === null) throw notFound();
  const some = changes
    .filter(({ kind }) => wanted.length === 0 || wanted.includes(kind))
    .filter(({ after }) => !labelId || after.includes(labelId));
  const size = Math.min(countOf(query, 'maxResults', 100, 500), world.settings.mostPerPage);
  const { items, nextPageToken } = page(some, query.get('pageToken'), size, ({ id }) => String(id));
  return {
    ...listed(world, 'history', items.map(recordOf)),
    ...(nextPageToken && { nextPageToken }),
    historyId: String(mailbox.history.current),
  };
}

function recordOf({ id, kind, mail, labels, after }: Change) {
  const short = { id: mail.id, threadId: mail.threadId };
  const whole = { message: { ...short, labelIds: [...after] } };
  const entry = kind === 'labelAdded' || kind === 'labelRemoved' ? { ...whole, labelIds: labels } : whole;
  return { id: String(id), messages: [short], [lists[kind]]: [entry] };
}
