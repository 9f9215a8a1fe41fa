import { type Context, listed } from './context.ts';
import { readObject } from './read-body.ts';

export const listLabels = ({ world, mailbox }: Context) => listed(world, 'labels', mailbox.labels.list());

export function getLabel({ mailbox, ids: [id = ''] }: Context) {
  const label = mailbox.labels.get(id);
  const mails = mailbox.all().filter(({ labels }) => labels.has(id));
  const unread = mails.filter(({ labels }) => labels.has('UNREAD'));
  const threads = (list: typeof mails) => new Set(list.map(({ threadId }) => threadId)).size;
  return {
    ...label,
    messagesTotal: mails.length,
    messagesUnread: unread.length,
    threadsTotal: threads(mails),
    threadsUnread: threads(unread),
  };
}

export const createLabel = ({ mailbox, request }: Context) => mailbox.labels.create(readObject(request));

export const updateLabel = ({ mailbox, request, ids: [id = ''] }: Context) =>
  mailbox.labels.update(id, readObject(request));

export function deleteLabel({ mailbox, ids: [id = ''] }: Context) {
  mailbox.labels.remove(id);
  for (const mail of mailbox.all()) mailbox.relabel(mail, [], [id]);
  return null;
}
