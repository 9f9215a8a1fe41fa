import { invalid, notFound } from '../google-error.ts';
import { type Stored, snippetOf } from '../mailbox/stored.ts';
import { type Context, listed, page } from './context.ts';
import { found, labelsOf } from './messages.ts';
import { messageOf } from './payload.ts';
import { countOf } from './read-body.ts';

export function listThreads(context: Context) {
  const { world, request } = context;
  const newest = new Map<string, Stored>();
  for (const mail of found(context)) if (!newest.has(mail.threadId)) newest.set(mail.threadId, mail);
  const size = Math.min(countOf(request.query, 'maxResults', 100, 500), world.settings.mostPerPage);
  const { items, nextPageToken } = page(
    [...newest.values()],
    request.query.get('pageToken'),
    size,
    (mail) => mail.threadId,
  );
  const threads = items.map((mail) => ({
    id: mail.threadId,
    snippet: snippetOf(mail),
    historyId: String(mail.historyId),
  }));
  return {
    ...listed(world, 'threads', threads),
    ...(nextPageToken && { nextPageToken }),
    resultSizeEstimate: newest.size,
  };
}

function mailsOf({ mailbox, ids: [id = ''] }: Context): Stored[] {
  if (!/^[0-9a-f]{1,16}$/.test(id)) throw invalid('Invalid id value');
  const mails = mailbox.thread(id);
  if (mails.length === 0) throw notFound();
  return mails;
}

export function getThread(context: Context) {
  const mails = mailsOf(context);
  const [newest] = mails.map((mail) => mail.historyId).sort((a, b) => Number(b - a));
  return {
    id: context.ids[0],
    historyId: String(newest),
    messages: mails.map((mail) => messageOf(context, mail)),
  };
}

export function modifyThread(context: Context) {
  const mails = mailsOf(context);
  const { add, remove } = labelsOf(context);
  for (const mail of mails) context.mailbox.relabel(mail, add, remove);
  return {
    id: context.ids[0],
    messages: mails.map(({ id, threadId, labels }) => ({ id, threadId, labelIds: [...labels] })),
  };
}
