import { generateKeyPairSync } from 'node:crypto';
import { virtualClock, wallClock } from '../clock.ts';
import { type Answer, type Request, serve, withMishap } from '../http.ts';
import { planMishaps } from '../mishaps.ts';
import { scopes } from './api/authorise.ts';
import { serveBatch } from './api/batch.ts';
import { routeOf, serveApi } from './api/route.ts';
import { control } from './control.ts';
import { type FakeGmail, facade } from './facade.ts';
import { errorAnswer, GoogleError } from './google-error.ts';
import { openAccounts } from './oauth/accounts.ts';
import { serveOAuth } from './oauth/serve.ts';
import { openPusher } from './pubsub/pusher.ts';
import { openMeter } from './quota.ts';
import { change, defaultSettings, type Wishes } from './settings.ts';
import type { Call, World } from './world.ts';

export type { FakeGmail } from './facade.ts';

export interface GmailOptions {
  /** `virtual` stands still until `advance`; `wall` is for other processes. */
  clock?: 'virtual' | 'wall';
  /** Where a virtual clock begins. */
  start?: string;
  /** Of the mailbox that is there from the start. */
  address?: string;
  settings?: Wishes;
  port?: number;
}

/** Starts Google, with one mailbox, a client that its owner consented to, and a service account that may act for it. */
export async function startFakeGmail(options: GmailOptions = {}): Promise<FakeGmail> {
  const { address = 'hotel@example.com', start = '2026-11-22T10:00:00Z' } = options;
  const clock = options.clock === 'wall' ? wallClock() : virtualClock(start);
  const settings = defaultSettings();
  change(settings, options.settings ?? {});
  const world: World = {
    clock,
    settings,
    mailboxes: new Map(),
    accounts: openAccounts(clock, settings),
    meter: openMeter(settings, clock),
    pusher: openPusher(clock, settings),
    mishaps: planMishaps(),
    calls: [],
    post: () => {},
    url: '',
  };
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const serviceAccount = { email: 'bot@project.iam.gserviceaccount.com', privateKey: keys.privateKey };
  world.accounts.serviceAccounts.set(serviceAccount.email, {
    email: serviceAccount.email,
    publicKey: keys.publicKey,
    scopes: new Set([scopes.modify]),
    mailboxes: new Set([address]),
  });
  const fake = facade(world, address, serviceAccount);
  const server = await serve((request, leave) => {
    if (request.path.startsWith('/_fake/')) return control(fake as FakeGmail, request);
    const call = noteCall(world, request);
    return withMishap(
      world.mishaps.take(call),
      () => answer(world, request, call, address),
      (error) => errorAnswer(error),
      leave,
    ).then((given) => {
      call.status = given?.status ?? 'none';
      return given;
    });
  }, options.port);
  world.url = server.url;
  return Object.assign(fake, {
    url: server.url,
    urls: {
      api: server.url,
      token: `${server.url}/token`,
      certs: `${server.url}/oauth2/v3/certs`,
      consent: `${server.url}/o/oauth2/v2/auth`,
    },
    async close() {
      clock.stop();
      world.pusher.close();
      await server.close();
    },
  });
}

async function answer(world: World, request: Request, call: Call, owner: string): Promise<Answer> {
  try {
    const given = await serveOAuth(world, request, call, owner);
    if (given) return given;
    if (request.method === 'POST' && request.path.startsWith('/batch')) {
      return serveBatch(request, (inner) => serveOne(world, inner, noteCall(world, inner)));
    }
    return serveApi(world, request, call);
  } catch (error) {
    if (error instanceof GoogleError) return errorAnswer(error);
    throw error;
  }
}

function serveOne(world: World, request: Request, call: Call): Answer {
  try {
    return serveApi(world, request, call);
  } catch (error) {
    if (error instanceof GoogleError) return errorAnswer(error);
    throw error;
  }
}

function noteCall(world: World, request: Request): Call {
  const method = routeOf(request)?.name ?? (request.path === '/token' ? 'token' : null);
  const query = Object.fromEntries(request.query);
  const call: Call = { method, path: request.path, query, body: bodyOf(request), status: 'none' };
  world.calls.push(call);
  return call;
}

function bodyOf({ body, headers }: Request): unknown {
  const text = body.toString('utf8');
  if (/urlencoded/.test(headers['content-type'] ?? '')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
