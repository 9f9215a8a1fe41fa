import { type Answer, json, type Request } from '../../http.ts';
import { GraphError } from '../graph-error.ts';
import { describe, download, noSuchObject, remove, upload } from '../media/routes.ts';
import { send } from '../send/send.ts';
import type { World } from '../world.ts';
import { allow, authorise, MESSAGING } from './authorise.ts';
import { debugToken, describeAccount, describeNumber, listNumbers, listTemplates } from './inspect.ts';
import { appSubscriptions, subscribedApps } from './subscriptions.ts';

/** Versions that are alive; without one, Meta takes the app's oldest. */
const VERSION = /^v(?:23|24|25|26)\.0$/;

/** One call of the Graph API. */
export async function route(world: World, request: Request): Promise<Answer> {
  const { method } = request;
  const parts = request.path.split('/').filter((part) => part !== '');
  const versioned = /^v\d+\.\d+$/.test(parts[0] ?? '');
  if (versioned && !VERSION.test(parts[0] ?? '')) {
    throw new GraphError(2500, { message: `Unknown path components: ${request.path}` });
  }
  const [node = '', edge = '', ...more] = versioned ? parts.slice(1) : parts;
  if (node === 'oauth' && edge === 'access_token') return appToken(world, request);
  const caller = authorise(world, request);
  if (more.length > 0) throw new GraphError(2500, { message: `Unknown path components: /${more.join('/')}` });
  if (node === 'media-bytes') return download(world, edge);
  if (node === 'debug_token') return debugToken(world, caller, request);
  if (node === 'me' && edge === '') return json({ id: '122100000000001', name: 'A system user' });
  if ((node === 'app' || node === world.app.id) && edge === '') return json({ id: world.app.id, name: world.app.name });
  if (node === world.app.id && edge === 'subscriptions') return appSubscriptions(world, caller, request);

  const number = world.numbers.get(node);
  if (number && edge === '' && method === 'GET') return describeNumber(world, caller, number, request);
  if (number && method === 'POST' && (edge === 'messages' || edge === 'media')) {
    allow(caller, [MESSAGING], number.waba);
    return edge === 'media' ? upload(world, number, request) : send(world, number, readJson(request));
  }
  const isAccount = [...world.numbers.values()].some(({ waba }) => waba === node);
  if (isAccount && edge === 'subscribed_apps') return subscribedApps(world, caller, node, request);
  if (isAccount && edge === 'phone_numbers') return listNumbers(world, caller, node, request);
  if (isAccount && edge === 'message_templates') return listTemplates(world, caller, node);
  if (isAccount && edge === '') return describeAccount(caller, node, request);

  const media = edge === '' ? world.media.get(node) : undefined;
  if (media) allow(caller, [MESSAGING], world.numbers.get(media.number)?.waba);
  if (media && method === 'GET') return describe(world, media, request);
  if (media && method === 'DELETE') return remove(world, media, request);
  throw noSuchObject(node, method);
}

/** Client credentials → app token; shows whether id and secret belong together. */
function appToken({ app }: World, { query }: Request): Answer {
  if (query.get('client_id') !== app.id || query.get('client_secret') !== app.secret) {
    throw new GraphError(1, { message: 'Error validating client secret.', status: 400 });
  }
  return json({ access_token: `${app.id}|${app.secret}`, token_type: 'bearer' });
}

/** JSON, or a form as the Graph API takes it as well. */
function readJson({ body }: Request): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new GraphError(100, { message: '(#100) Invalid parameter', details: 'The body is no JSON object.' });
}
