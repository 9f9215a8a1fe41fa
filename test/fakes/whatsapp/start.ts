import { type FakeClock, virtualClock, wallClock } from '../clock.ts';
import { type Answer, type Request, serve, withMishap } from '../http.ts';
import { type Mishaps, planMishaps } from '../mishaps.ts';
import { control } from './control.ts';
import { route } from './graph/route.ts';
import { errorAnswer, GraphError } from './graph-error.ts';
import { type Guest, makeGuestApi } from './guests/guest.ts';
import { findGuest, type GuestWishes, makeGuest } from './guests/record.ts';
import { countIds } from './ids.ts';
import { learn } from './learn.ts';
import { countMessages } from './limits.ts';
import type { Template } from './send/template.ts';
import { change, defaultSettings, type Settings, type Wishes } from './settings.ts';
import { type Attempt, type Courier, openCourier } from './webhooks/courier.ts';
import { encode, type Forgery, forge, signatureOf } from './webhooks/encode.ts';
import { handshake } from './webhooks/handshake.ts';
import { closeWindow } from './window.ts';
import type { App, Call, PhoneNumber, Token, World } from './world.ts';

export interface WhatsAppOptions {
  /** `virtual` stands still until `advance`; `wall` is for other processes. */
  clock?: 'virtual' | 'wall';
  /** Where a virtual clock begins. */
  start?: string;
  appSecret?: string;
  token?: string;
  settings?: Wishes<Settings>;
  port?: number;
}

/** Meta, on a free port of this machine. */
export interface FakeWhatsApp {
  /** In place of `https://graph.facebook.com`. */
  readonly url: string;
  readonly appId: string;
  readonly appSecret: string;
  /** A token with every permission. */
  readonly token: string;
  /** `phone_number_id` and account of the number that is there from the start. */
  readonly number: PhoneNumber;
  readonly clock: Pick<FakeClock, 'now'>;
  readonly settings: Settings;
  readonly mishaps: Mishaps<GraphError, Call>;
  readonly courier: Courier;
  readonly world: World;
  /** All calls of the Graph API, in order, with what they were answered. */
  readonly calls: World['calls'];
  set(wishes: Wishes<Settings>): void;
  addNumber(wishes?: Partial<PhoneNumber>): PhoneNumber;
  addToken(token: string, wishes?: Partial<Token>): void;
  revoke(token?: string): void;
  addTemplate(template: Template): void;
  /** Finds a guest, or brings a new one onto WhatsApp; they write to `number`. */
  guest(wishes: string | GuestWishes, number?: string): Guest;
  /** The next sends are accepted and fail afterwards, with these codes. */
  failNext(...codes: number[]): void;
  closeWindow(guest: Guest, number?: string): void;
  /** Shakes hands, then brings all events there. Throws where the handshake fails. */
  subscribe(url: string, verifyToken: string): Promise<void>;
  /** Only the handshake: null, or what went wrong. */
  handshake(url: string, verifyToken: string): Promise<string | null>;
  /** Posts a payload as it is, signed; guests in it become known, their window opens. */
  post(payload: unknown): Promise<Attempt>;
  /** Posts bytes, with a signature of ours. */
  postBytes(body: Uint8Array): Promise<Attempt>;
  /** Posts what somebody without the secret would send. */
  forge(payload: unknown, forgery: Forgery): Promise<Attempt>;
  /** All that guests do inside goes out in as few POSTs as possible. */
  together(work: () => Promise<unknown>): Promise<void>;
  /** Moves the virtual clock: statuses, retries and expiries fall due. */
  advance(duration: Temporal.DurationLike): Promise<void>;
  /** Resolves when no webhook is under way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const allScopes = ['whatsapp_business_messaging', 'whatsapp_business_management', 'business_management'];
const allFields = [
  'messages',
  'smb_message_echoes',
  'user_id_update',
  'smb_app_state_sync',
  'history',
  'account_update',
  'message_template_status_update',
  'phone_number_quality_update',
  'user_preferences',
  'calls',
];

export async function startFakeWhatsApp(options: WhatsAppOptions = {}): Promise<FakeWhatsApp> {
  const { appSecret = 'test_app_secret', token = 'EAAtesttoken' } = options;
  const clock = options.clock === 'wall' ? wallClock() : virtualClock(options.start ?? '2026-11-22T10:00:00Z');
  const settings = defaultSettings();
  change(settings, options.settings ?? {});
  const app: App = {
    id: '880000000000001',
    name: 'Bellhop',
    secret: appSecret,
    callbackUrl: null,
    verifyToken: '',
    fields: new Set(allFields),
  };
  const courier = openCourier(app, clock, settings.webhooks);
  const world: World = {
    clock,
    ids: countIds(),
    app,
    tokens: new Map(),
    numbers: new Map(),
    subscribed: new Set(),
    guests: [],
    templates: [],
    media: new Map(),
    windows: new Map(),
    meters: countMessages(settings, () => clock.now()),
    mishaps: planMishaps(),
    doomed: [],
    settings,
    courier: onlySubscribed(courier, () => world.subscribed),
    calls: [],
    known: new Map(),
    serviceMessages: new Map(),
    url: '',
  };
  const fake = facade(world, token);
  const server = await serve(async (request, leave) => {
    if (request.path.startsWith('/_fake/')) return control(fake, request);
    const call: World['calls'][number] = {
      method: request.method,
      path: request.path,
      body: parse(request.body),
      status: 'none',
    };
    world.calls.push(call);
    const answer = await withMishap(
      world.mishaps.take(call),
      () => serveGraph(world, request, call),
      (error) => refuse(world, error, call),
      leave,
    );
    call.status = answer?.status ?? 'none';
    return answer;
  }, options.port);
  world.url = server.url;
  return Object.assign(fake, {
    url: server.url,
    close: async () => {
      clock.stop();
      await courier.close();
      await server.close();
    },
  });
}

async function serveGraph(world: World, request: Request, call: World['calls'][number]): Promise<Answer> {
  try {
    return await route(world, request);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return refuse(world, error, call);
  }
}

function refuse(world: World, error: GraphError, call: World['calls'][number]): Answer {
  call.code = error.code;
  return errorAnswer(error, world.ids.trace());
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

/** Events of an account go nowhere until it is subscribed to the app. */
function onlySubscribed(courier: Courier, subscribed: () => Set<string>): Courier {
  const post: Courier['post'] = (updates) => courier.post(updates.filter(({ waba }) => subscribed().has(waba)));
  return Object.create(courier, { post: { value: post } }) as Courier;
}

function facade(world: World, token: string): Omit<FakeWhatsApp, 'url' | 'close'> {
  const { app, settings, courier } = world;
  let count = 0;
  const addNumber = (wishes: Partial<PhoneNumber> = {}): PhoneNumber => {
    count += 1;
    const number: PhoneNumber = {
      id: `200${count}`,
      display: `+1 555-000-${String(1110 + count)}`,
      waba: '900000000000001',
      verifiedName: 'The hotel',
      countryCode: '1',
      registered: true,
      allowed: null,
      ...wishes,
    };
    world.numbers.set(number.id, number);
    world.subscribed.add(number.waba);
    return number;
  };
  const addToken = (name: string, wishes: Partial<Token> = {}) =>
    void world.tokens.set(name, { scopes: allScopes, expires: null, revoked: false, wabas: null, ...wishes });
  addToken(token);
  const number = addNumber();
  const sign = (body: Buffer) => signatureOf(body, app.secret);

  return {
    appId: app.id,
    appSecret: app.secret,
    token,
    number,
    clock: world.clock,
    settings,
    mishaps: world.mishaps,
    courier,
    world,
    calls: world.calls,
    set: (wishes) => change(settings, wishes),
    addNumber,
    addToken,
    revoke(name = token) {
      const one = world.tokens.get(name);
      if (one) one.revoked = true;
    },
    addTemplate: (template) => void world.templates.push(template),
    guest(wishes, to = number.id) {
      const whole = typeof wishes === 'string' ? { phone: wishes } : wishes;
      let record = findGuest(world.guests, whole.phone);
      if (!record) {
        record = makeGuest(world.ids, whole);
        world.guests.push(record);
      } else if (typeof wishes !== 'string') Object.assign(record, { ...wishes, phone: record.phone });
      const business = world.numbers.get(to);
      if (!business) throw new Error(`There is no number ${to}.`);
      return makeGuestApi(world, record, business);
    },
    failNext: (...codes) => void world.doomed.push(...codes),
    closeWindow: (guest, at = number.id) => closeWindow(world, at, guest.record),
    async subscribe(url, verifyToken) {
      const problem = await handshake(world, url, verifyToken);
      if (problem) throw new Error(`The handshake failed: ${problem}`);
      Object.assign(app, { callbackUrl: url, verifyToken });
    },
    handshake: (url, verifyToken) => handshake(world, url, verifyToken),
    post(payload) {
      learn(world, payload);
      const body = encode(payload, settings.webhooks.escape);
      return courier.raw(body, sign(body));
    },
    postBytes: (body) => courier.raw(Buffer.from(body), sign(Buffer.from(body))),
    forge(payload, forgery) {
      const forged = forge(encode(payload, settings.webhooks.escape), app.secret, forgery);
      return courier.raw(forged.body, forged.signature);
    },
    async together(work) {
      courier.hold();
      try {
        await work();
      } finally {
        await courier.flush();
      }
    },
    advance: (duration) => world.clock.advance(duration, () => courier.idle()),
    idle: () => courier.idle(),
  };
}
