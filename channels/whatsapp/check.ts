import { createHmac } from 'node:crypto';
import type { Checked } from '@botones/contract';
import { request } from 'undici';
import type { Graph, GraphAnswer } from './graph.ts';
import { type Json, listAt, numberAt, objectAt, objectsAt, textAt } from './inbound/read.ts';
import type { Options } from './options.ts';

interface Subject {
  readonly graph: Graph;
  readonly options: Options;
  readonly accounts: readonly string[];
}

const MESSAGING = 'whatsapp_business_messaging';
const MANAGEMENT = 'whatsapp_business_management';
const dashboard = 'https://developers.facebook.com/apps';

/** Asks Meta and our own webhook, one thing after the other: what rests on something that is wrong is not asked. */
export async function check(subject: Subject, url: string | null, signal: AbortSignal): Promise<Checked[]> {
  const ask = asker(subject.graph, signal);
  const found: Checked[] = [];
  const away = await checkReach(subject.options, ask);
  if (away !== null) return [away];
  const token = await checkToken(subject, ask);
  found.push(token.checked);
  if (token.checked.state !== 'ok') return found;
  const secret = await checkSecret(subject, ask);
  found.push(secret);
  for (const account of subject.accounts) found.push(await checkNumber(account, ask));
  const businesses = subject.options.businessAccount ? [subject.options.businessAccount] : token.businesses;
  for (const business of businesses) {
    found.push(await checkSubscription(business, token.app, ask));
    if (subject.options.outsideWindow) found.push(await checkTemplate(business, subject.options.outsideWindow, ask));
  }
  if (secret.state === 'ok') found.push(await checkWebhook(subject, token.app, url, ask));
  found.push(await checkHandshake(subject.options, url, signal));
  return found;
}

type Ask = (path: string, bearer?: string) => Promise<GraphAnswer>;

function asker(graph: Graph, signal: AbortSignal): Ask {
  return (path, bearer) =>
    graph.call({ method: 'GET', path, signal, ...(bearer && { headers: { authorization: `Bearer ${bearer}` } }) });
}

function wrong(what: string, found: string, cure: string): Checked {
  return { what, state: 'wrong', found, cure };
}

const ok = (what: string, found: string): Checked => ({ what, state: 'ok', found });

function problemOf({ status, body }: GraphAnswer): string {
  const error = objectAt(body, 'error');
  const code = numberAt(error, 'code');
  return code === undefined ? `Meta answers ${status}` : `Meta answers ${code}: ${textAt(error, 'message') ?? ''}`;
}

/** Null: something answers there, whatever it thinks of us. */
async function checkReach({ url }: Options, ask: Ask): Promise<Checked | null> {
  try {
    await ask('/me');
    return null;
  } catch (error) {
    const { code = 'no answer' } = Object(error) as { code?: unknown };
    const cure = `Let this machine reach ${new URL(url).host}: network, firewall, DNS`;
    return wrong('platform', `Meta cannot be reached (${code})`, cure);
  }
}

async function checkToken({ options }: Subject, ask: Ask) {
  const answer = await ask(`/debug_token?input_token=${encodeURIComponent(options.token)}`);
  const data = objectAt(answer.body, 'data');
  const scopes = listAt(data, 'scopes').map(String);
  const none = { app: '', businesses: [] as string[] };
  const again = `Make a new one for a system user (Business settings › Users › System users › Generate token) with ${MESSAGING} and ${MANAGEMENT}, and put it where "token" points`;
  if (answer.status !== 200) return { checked: wrong('token', problemOf(answer), again), ...none };
  if (data.is_valid !== true) return { checked: wrong('token', 'it is not valid any more', again), ...none };
  const missing = [MESSAGING, MANAGEMENT].filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) return { checked: wrong('token', `it lacks ${missing.join(' and ')}`, again), ...none };
  const expires = numberAt(data, 'expires_at') ?? 0;
  const until = expires > 0 ? new Intl.DateTimeFormat('en-CA').format(expires * 1000) : null;
  const granted = objectsAt(data, 'granular_scopes').filter((scope) => textAt(scope, 'scope') === MESSAGING);
  return {
    checked: until
      ? wrong('token', `it ends on ${until}`, `Tokens of the dashboard end soon. ${again}`)
      : ok('token', 'it is valid and does not end'),
    app: textAt(data, 'app_id') ?? '',
    businesses: [...new Set(granted.flatMap((scope) => listAt(scope, 'target_ids').map(String)))],
  };
}

/** A call that carries a proof made with the secret is refused when the secret is another app's. */
async function checkSecret({ options }: Subject, ask: Ask): Promise<Checked> {
  const [secret = ''] = [options.appSecret].flat();
  const proof = createHmac('sha256', secret).update(options.token).digest('hex');
  const answer = await ask(`/me?appsecret_proof=${proof}`);
  if (answer.status === 200) return ok('app secret', 'it belongs to the app of the token');
  const cure = `Copy it from ${dashboard} › your app › App settings › Basic › App secret; the first of several counts`;
  return wrong('app secret', 'it is not that of the app of the token', cure);
}

async function checkNumber(account: string, ask: Ask): Promise<Checked> {
  const what = `phone number ${account}`;
  const fields = 'display_phone_number,verified_name,status,quality_rating,platform_type';
  const answer = await ask(`/${encodeURIComponent(account)}?fields=${fields}`);
  if (answer.status !== 200) {
    const cure = `Copy the "Phone number ID" (not the number itself) from ${dashboard} › your app › WhatsApp › API setup to "account", and give the system user the WhatsApp account`;
    return wrong(what, problemOf(answer), cure);
  }
  const [display = '', name = '', status = ''] = ['display_phone_number', 'verified_name', 'status'].map((key) =>
    textAt(answer.body, key),
  );
  if (status !== '' && status !== 'CONNECTED') {
    const cure = 'Register the number for the Cloud API (WhatsApp › API setup, or POST /{phone number id}/register)';
    return wrong(what, `${display} is ${status}`, cure);
  }
  return ok(what, `${display} ${name}`.trim());
}

async function checkSubscription(business: string, app: string, ask: Ask): Promise<Checked> {
  const what = `subscription of ${business}`;
  const answer = await ask(`/${encodeURIComponent(business)}/subscribed_apps`);
  const cure = `POST /${business}/subscribed_apps with the token: until then Meta sends this app nothing`;
  if (answer.status !== 200) return wrong(what, problemOf(answer), cure);
  const apps = objectsAt(answer.body, 'data').map((each) => textAt(objectAt(each, 'whatsapp_business_api_data'), 'id'));
  return apps.includes(app) ? ok(what, 'its news go to this app') : wrong(what, 'its news do not go to this app', cure);
}

async function checkTemplate(
  business: string,
  { name, languages, parameters }: NonNullable<Options['outsideWindow']>,
  ask: Ask,
): Promise<Checked> {
  const what = `template ${name}`;
  const answer = await ask(`/${encodeURIComponent(business)}/message_templates?name=${name}&limit=100`);
  if (answer.status !== 200) return { what, state: 'unknown', found: problemOf(answer) };
  const ours = objectsAt(answer.body, 'data').filter((each) => textAt(each, 'name') === name);
  const approved = ours.filter((each) => textAt(each, 'status') === 'APPROVED').map((each) => textAt(each, 'language'));
  const missing = languages.filter((language) => !approved.includes(language));
  if (missing.length > 0) {
    const cure = 'Make it in the WhatsApp Manager › Message templates, and wait for its approval';
    return wrong(what, `it is not approved in ${missing.join(', ')}`, cure);
  }
  const counts = ours.filter((each) => languages.includes(textAt(each, 'language') ?? '')).map(placesIn);
  const odd = counts.find((count) => count !== parameters.length);
  if (odd === undefined) return ok(what, `approved in ${languages.join(', ')}`);
  const cure = 'Say in "outsideWindow: {parameters: […]}" what fills each {{1}}, {{2}} … of its body: answer, name';
  return wrong(what, `it has ${odd} places to fill in, and the configuration fills ${parameters.length}`, cure);
}

/** How many `{{1}}`, `{{2}}` … are in the body of a template. */
function placesIn(template: Json): number {
  const body = objectsAt(template, 'components').find((each) => textAt(each, 'type') === 'BODY') ?? {};
  return new Set(textAt(body, 'text')?.match(/\{\{\s*\w+\s*\}\}/g)).size;
}

async function checkWebhook({ options }: Subject, app: string, url: string | null, ask: Ask): Promise<Checked> {
  const what = 'webhook';
  const [secret = ''] = [options.appSecret].flat();
  const answer = await ask(`/${app}/subscriptions`, `${app}|${secret}`);
  if (answer.status !== 200) return { what, state: 'unknown', found: problemOf(answer) };
  const ours = objectsAt(answer.body, 'data').find((each) => textAt(each, 'object') === 'whatsapp_business_account');
  const form = `${dashboard} › your app › WhatsApp › Configuration`;
  const cure = `Write ${url ?? 'the public address of this bot and /whatsapp'} and the verify token into ${form}, and subscribe to "messages"`;
  if (ours === undefined) return wrong(what, 'the app has none', cure);
  const address = textAt(ours, 'callback_url');
  if (url !== null && address !== url) return wrong(what, `it leads to ${address}, this bot is at ${url}`, cure);
  const fields = objectsAt(ours, 'fields').map((field: Json) => textAt(field, 'name'));
  if (!fields.includes('messages')) return wrong(what, 'it is not subscribed to "messages"', cure);
  return ok(what, `${address}, ${fields.filter(Boolean).join(', ')}`);
}

/** Knocks at our own webhook from outside, as Meta does. */
async function checkHandshake({ verifyToken }: Options, url: string | null, signal: AbortSignal): Promise<Checked> {
  const what = 'address';
  if (url === null) {
    const cure = 'Set PUBLIC_URL to the https address under which guests’ platforms reach this bot';
    return { what, state: 'unknown', found: 'nobody has said where this bot is reached', cure };
  }
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': verifyToken,
    'hub.challenge': '1158201444',
  });
  const cure = 'Start the bot, and see that the proxy before it passes this path on';
  try {
    const { statusCode, body } = await request(`${url}?${query}`, { signal });
    const text = await body.text();
    if (statusCode === 200 && text === '1158201444') return ok(what, `${url} answers`);
    if (statusCode === 403) {
      return wrong(
        what,
        `${url} knows another verify token`,
        'Start the bot again: it runs with an older configuration',
      );
    }
    return wrong(what, `${url} answers ${statusCode}`, cure);
  } catch (error) {
    return wrong(what, `${url} does not answer (${(error as { code?: string }).code ?? 'no connection'})`, cure);
  }
}
