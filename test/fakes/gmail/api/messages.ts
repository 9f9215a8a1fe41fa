import { invalid, missingScope, notFound } from '../google-error.ts';
import { reaches, readQuery } from '../mailbox/search.ts';
import type { Stored } from '../mailbox/stored.ts';
import { scopes } from './authorise.ts';
import { type Context, encode, listed, page } from './context.ts';
import { attachmentOf, messageOf } from './payload.ts';
import { countOf, readObject } from './read-body.ts';

/** Mails of a search, newest first. */
export function found({ world, request: { query }, mailbox, scopes: granted }: Context): readonly Stored[] {
  const q = query.get('q') ?? '';
  const readers: readonly string[] = [scopes.full, scopes.modify, scopes.readonly];
  // The narrow scope shows no words, also not by searching for them.
  if (q && !readers.some((scope) => granted.has(scope))) throw missingScope();
  const labelIds = query.getAll('labelIds');
  for (const id of labelIds)
    if (!mailbox.labels.list().some((label) => label.id === id)) throw invalid(`Invalid label: ${id}`);
  const all = query.get('includeSpamTrash') === 'true';
  const { spam, trash } = reaches(q);
  const test = readQuery(q, mailbox, world.clock.now());
  return mailbox
    .newest()
    .filter(({ labels }) => all || spam || labelIds.includes('SPAM') || !labels.has('SPAM'))
    .filter(({ labels }) => all || trash || labelIds.includes('TRASH') || !labels.has('TRASH'))
    .filter(({ labels }) => labelIds.every((id) => labels.has(id)))
    .filter(test);
}

export function listMessages(context: Context) {
  const { world, request } = context;
  const mails = found(context);
  const size = Math.min(countOf(request.query, 'maxResults', 100, 500), world.settings.mostPerPage);
  const { items, nextPageToken } = page(mails, request.query.get('pageToken'), size, ({ id }) => id);
  return {
    ...listed(
      world,
      'messages',
      items.map(({ id, threadId }) => ({ id, threadId })),
    ),
    ...(nextPageToken && { nextPageToken }),
    resultSizeEstimate: mails.length,
  };
}

/** @throws GoogleError 400 for what is no id, 404 for one that is not here. */
export function mailOf({ mailbox, ids: [id = ''] }: Context): Stored {
  if (!/^[0-9a-f]{1,16}$/.test(id)) throw invalid('Invalid id value');
  const mail = mailbox.get(id);
  if (!mail) throw notFound();
  return mail;
}

export const getMessage = (context: Context) => messageOf(context, mailOf(context));

export function getAttachment(context: Context) {
  const part = attachmentOf(mailOf(context), context.ids[1] ?? '');
  if (!part) throw invalid('Invalid attachment token');
  return { size: part.body.length, data: encode(context, part.body) };
}

export function modifyMessage(context: Context) {
  const mail = mailOf(context);
  const { add, remove } = labelsOf(context);
  context.mailbox.relabel(mail, add, remove);
  return shortOf(mail);
}

export function batchModify(context: Context) {
  const { ids } = readObject(context.request);
  const { add, remove } = labelsOf(context);
  for (const mail of mailsOf(context, ids)) context.mailbox.relabel(mail, add, remove);
  return null;
}

export function trashMessage(context: Context, back = false) {
  const mail = mailOf(context);
  if (back) context.mailbox.relabel(mail, [], ['TRASH']);
  else context.mailbox.relabel(mail, ['TRASH'], ['INBOX']);
  return shortOf(mail);
}

export function deleteMessage(context: Context) {
  context.mailbox.delete(mailOf(context));
  return null;
}

export function labelsOf({ request, mailbox }: Context): { add: string[]; remove: string[] } {
  const { addLabelIds, removeLabelIds } = readObject(request);
  const [add, remove] = [mailbox.labels.check(addLabelIds), mailbox.labels.check(removeLabelIds)];
  if (add.length + remove.length === 0) throw invalid('No label add or removes specified');
  const both = add.find((id) => remove.includes(id));
  if (both) throw invalid(`Cannot both add and remove the same label: ${both}`);
  return { add, remove };
}

function mailsOf({ mailbox }: Context, ids: unknown): Stored[] {
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > 1000) throw invalid('Invalid ids');
  return ids.map((id) => mailbox.get(String(id))).filter((mail) => mail !== undefined);
}

/** What changes answer: no more than names. */
export function shortOf({ id, threadId, labels }: Stored) {
  return { id, threadId, labelIds: [...labels] };
}
