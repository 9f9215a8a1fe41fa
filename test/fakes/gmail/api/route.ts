import { type Answer, json, type Request } from '../../http.ts';
import { notFound } from '../google-error.ts';
import type { Call, World } from '../world.ts';
import { authorise, type Scope } from './authorise.ts';
import type { Context } from './context.ts';
import { listHistory } from './history.ts';
import { createLabel, deleteLabel, getLabel, listLabels, updateLabel } from './labels.ts';
import {
  batchModify,
  deleteMessage,
  getAttachment,
  getMessage,
  listMessages,
  modifyMessage,
  trashMessage,
} from './messages.ts';
import { send, upload } from './send.ts';
import { getThread, listThreads, modifyThread } from './threads.ts';
import { stop, watch } from './watch.ts';

interface Route {
  name: string;
  method: string;
  path: RegExp;
  /** One of them is needed. */
  scopes: readonly Scope[];
  /** Null: nothing to say. */
  run: (context: Context) => unknown;
}

const users = '^/gmail/v1/users/([^/]+)';
const reading: readonly Scope[] = ['full', 'modify', 'readonly', 'metadata'];
const words: readonly Scope[] = ['full', 'modify', 'readonly'];
const writing: readonly Scope[] = ['full', 'modify'];
const labelling: readonly Scope[] = ['full', 'modify', 'labels'];
const sending: readonly Scope[] = ['full', 'modify', 'send'];

const table: readonly [name: string, method: string, path: string, scopes: readonly Scope[], run: Route['run']][] = [
  ['profile', 'GET', '/profile', reading, profile],
  ['watch', 'POST', '/watch', reading, watch],
  ['stop', 'POST', '/stop', reading, stop],
  ['history.list', 'GET', '/history', reading, listHistory],
  ['messages.list', 'GET', '/messages', reading, listMessages],
  ['messages.send', 'POST', '/messages/send', sending, send],
  ['messages.batchModify', 'POST', '/messages/batchModify', writing, batchModify],
  ['messages.get', 'GET', '/messages/([^/]+)', reading, getMessage],
  ['messages.delete', 'DELETE', '/messages/([^/]+)', ['full'], deleteMessage],
  ['messages.modify', 'POST', '/messages/([^/]+)/modify', writing, modifyMessage],
  ['messages.trash', 'POST', '/messages/([^/]+)/trash', writing, (context) => trashMessage(context)],
  ['messages.untrash', 'POST', '/messages/([^/]+)/untrash', writing, (context) => trashMessage(context, true)],
  ['attachments.get', 'GET', '/messages/([^/]+)/attachments/([^/]+)', words, getAttachment],
  ['threads.list', 'GET', '/threads', reading, listThreads],
  ['threads.get', 'GET', '/threads/([^/]+)', reading, getThread],
  ['threads.modify', 'POST', '/threads/([^/]+)/modify', writing, modifyThread],
  ['labels.list', 'GET', '/labels', [...reading, 'labels'], listLabels],
  ['labels.create', 'POST', '/labels', labelling, createLabel],
  ['labels.get', 'GET', '/labels/([^/]+)', [...reading, 'labels'], getLabel],
  ['labels.update', 'PUT', '/labels/([^/]+)', labelling, updateLabel],
  ['labels.patch', 'PATCH', '/labels/([^/]+)', labelling, updateLabel],
  ['labels.delete', 'DELETE', '/labels/([^/]+)', labelling, deleteLabel],
  ['sendAs.list', 'GET', '/settings/sendAs', [...words, 'settings'], listSendAs],
];

const routes: readonly Route[] = [
  ...table.map(([name, method, path, scopes, run]) => ({
    name,
    method,
    path: new RegExp(`${users}${path}$`),
    scopes,
    run,
  })),
  {
    name: 'messages.send',
    method: 'POST',
    path: new RegExp(`^/upload${users.slice(1)}/messages/send$`),
    scopes: sending,
    run: upload,
  },
];

export function routeOf({ method, path }: Pick<Request, 'method' | 'path'>): Route | undefined {
  return routes.find((route) => route.method === method && route.path.test(path));
}

/** Answers one call of the Gmail API. @throws GoogleError. */
export function serveApi(world: World, request: Request, call: Call): Answer {
  const route = routeOf(request);
  if (!route) throw notFound();
  const [user = 'me', ...ids] = (route.path.exec(request.path) ?? []).slice(1).map(decodeURIComponent);
  const { mailbox, scopes } = authorise(world, request, user, route.scopes);
  world.meter.spend(mailbox.address, route.name);
  call.method = route.name;
  const answer = route.run({ world, request, mailbox, ids, scopes });
  return answer === null ? { status: 204 } : json(answer);
}

function profile({ mailbox }: Context) {
  const mails = mailbox.all();
  return {
    emailAddress: mailbox.address,
    messagesTotal: mails.length,
    threadsTotal: new Set(mails.map(({ threadId }) => threadId)).size,
    historyId: String(mailbox.history.current),
  };
}

function listSendAs({ mailbox }: Context) {
  const own = { sendAsEmail: mailbox.address, displayName: '', isPrimary: true, isDefault: true };
  const others = [...mailbox.aliases].map((address) => ({
    sendAsEmail: address,
    displayName: '',
    verificationStatus: 'accepted',
  }));
  return { sendAs: [own, ...others] };
}
