import { type Answer, json, type Request } from '../../http.ts';
import { GraphError } from '../graph-error.ts';
import { handshake } from '../webhooks/handshake.ts';
import type { World } from '../world.ts';
import { allow, type Caller, MANAGEMENT } from './authorise.ts';

/** `/{account}/subscribed_apps`: do this account's events go to the app? */
export function subscribedApps(world: World, caller: Caller, waba: string, { method }: Request): Answer {
  allow(caller, [MANAGEMENT], waba);
  if (method === 'POST') world.subscribed.add(waba);
  if (method === 'DELETE') world.subscribed.delete(waba);
  if (method !== 'GET') return json({ success: true });
  const { id, name } = world.app;
  const app = { whatsapp_business_api_data: { id, name, link: `https://www.facebook.com/games/?app_id=${id}` } };
  return json({ data: world.subscribed.has(waba) ? [app] : [] });
}

/** `/{app}/subscriptions`: where its webhook is, and for which fields. Setting it shakes hands first. */
export async function appSubscriptions(
  world: World,
  caller: Caller,
  { method, query, body }: Request,
): Promise<Answer> {
  if (caller.kind !== 'app') {
    throw new GraphError(15, { message: '(#15) This method must be called with an app access_token.' });
  }
  const { app } = world;
  if (method === 'GET') {
    const fields = [...app.fields].map((name) => ({ name, version: 'v26.0' }));
    const one = { object: 'whatsapp_business_account', callback_url: app.callbackUrl, active: true, fields };
    return json({ data: app.callbackUrl ? [one] : [] });
  }
  if (method === 'DELETE') {
    app.callbackUrl = null;
    return json({ success: true });
  }
  const given = new URLSearchParams(body.toString());
  const parameter = (name: string) => given.get(name) ?? query.get(name) ?? '';
  if (parameter('object') !== 'whatsapp_business_account')
    throw new GraphError(100, { message: '(#100) Invalid object.' });
  const problem = await handshake(world, parameter('callback_url'), parameter('verify_token'));
  if (problem) {
    throw new GraphError(2200, {
      message: `(#2200) Callback verification failed with the following errors: ${problem}`,
      status: 400,
    });
  }
  Object.assign(app, { callbackUrl: parameter('callback_url'), verifyToken: parameter('verify_token') });
  app.fields = new Set(
    parameter('fields')
      .split(',')
      .filter((name) => name !== ''),
  );
  return json({ success: true });
}
