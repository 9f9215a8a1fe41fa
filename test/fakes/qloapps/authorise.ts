import type { Answer, Request } from '../http.ts';
import { QloError } from './qlo-error.ts';
import type { Key, Verb, World } from './world.ts';

const verbs: Record<string, Verb[]> = {
  bookings: ['GET', 'HEAD', 'POST', 'PUT'],
  hotel_ari: ['GET', 'POST'],
};

/** Who asks, and may they? An answer where the webservice does not even speak its own language. */
export function authorise(
  world: World,
  request: Request,
  resource: string,
  resources: readonly string[],
): Answer | null {
  if (!world.on) throw new QloError(503, 22, 'The webservice is disabled.');
  const name = keyOf(request);
  if (name === null) {
    return {
      status: 401,
      headers: { 'content-type': 'text/html', 'www-authenticate': 'Basic' },
      body: '401 Unauthorized',
    };
  }
  if (name === '') throw new QloError(401, 17, 'Authentication key is empty');
  if (name.length !== 32) throw new QloError(401, 18, 'Invalid authentication key format');
  const key = world.keys.get(name);
  if (!key?.active) throw new QloError(401, 20, 'Authentication key is not active');
  if (key.rights.size === 0) throw new QloError(401, 21, 'No permission for this authentication key');
  if (resource === '') return null;
  if (!resources.includes(resource)) throw new QloError(400, 27, `Resource of type "${resource}" does not exist.`);
  if (!key.rights.has(resource))
    throw new QloError(401, 26, `Resource of type "${resource}" is not allowed with this key.`);
  const verb = request.method as Verb;
  if (!(verbs[resource] ?? ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']).includes(verb))
    throw new QloError(405, 101, `Method ${verb} is not allowed for ${resource}`);
  if (!key.rights.get(resource)?.has(verb)) throw new QloError(405, 25, `Method ${verb} is not allowed with this key`);
  return null;
}

/** The user of HTTP Basic, without a password; or the query, for whoever does not mind logs. */
function keyOf({ headers, query }: Request): string | null {
  const [, basic] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
  if (basic !== undefined) return Buffer.from(basic, 'base64').toString().split(':')[0] ?? '';
  return query.get('ws_key');
}

export function keyWith(rights: Record<string, readonly Verb[]>): Key {
  return { active: true, rights: new Map(Object.entries(rights).map(([name, all]) => [name, new Set(all)])) };
}
