import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  type Capabilities,
  type Channel,
  type ChannelContext,
  defineChannel,
  degrade,
  type HttpRequest,
  type Message,
  type Part,
  type Received,
  type Sent,
  type Verdict,
} from '@botones/contract';
import { aRequest, type ChannelSamples, fakeHttpPlatform } from '@botones/contract/testing';
import { z } from 'zod';

/** What a platform of our own sends out: a text, and titles of buttons. */
export interface Letter {
  text: string;
  buttons: string[];
}

const secret = 'only for tests';
const options = z.strictObject({ url: z.url().default('http://127.0.0.1:9'), secret: z.string() });
export type Options = z.infer<typeof options>;

export const capabilities: Capabilities = {
  parts: ['text', 'choices'],
  maxChoices: 3,
  maxText: 200,
  pull: false,
  oneItemPerTurn: false,
  windowHours: null,
};

type Good = Required<Pick<Channel<Letter>, 'verify' | 'parse' | 'acknowledge' | 'render' | 'send' | 'lookup'>>;

/** What spoils a channel: members that replace its good ones. */
export type Spoil = (good: Good, context: ChannelContext<Options>) => Partial<Channel<Letter>>;

/** A channel that keeps every promise, and what is spoilt of it. */
export function carrier(spoil: Spoil = () => ({}), declared: Partial<Capabilities> = {}) {
  return defineChannel<typeof options, Letter>({
    name: 'carrier',
    options,
    capabilities: { ...capabilities, ...declared },
    setup(context) {
      const good: Good = {
        verify,
        parse: ({ body }: HttpRequest) => parse(body),
        render,
        send: (item, signal) => send(context.options.url, item, signal),
        async lookup(item, signal) {
          const { status } = await fetch(`${context.options.url}/?id=${item.id}`, { signal });
          if (status === 404) return { status: 'not-sent' };
          return status === 200 ? { status: 'sent', providerId: item.id } : { status: 'wait', seconds: 1 };
        },
        acknowledge: () => ({ status: 204 }),
      };
      return { ...good, ...spoil(good, context) };
    },
  });
}

export function verify({ headers, body }: HttpRequest): Verdict {
  const given = Buffer.from(headers['x-signature'] ?? '', 'utf8');
  const right = Buffer.from(sign(body), 'utf8');
  const ok = given.length === right.length && timingSafeEqual(given, right);
  return ok ? { ok } : { ok, status: 401, reason: 'signature' };
}

export function sign(body: Uint8Array | string): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

const item = z.object({
  id: z.string().min(1).max(512),
  from: z.string().min(1).max(256),
  at: z.int().min(0).max(4e9),
  text: z.string(),
});

export function parse(body: Uint8Array): Received {
  const messages: Message[] = [];
  const skipped: string[] = [];
  const items = z.array(z.unknown()).safeParse(toJson(body));
  if (!items.success) skipped.push('no list');
  for (const each of items.data ?? []) {
    const { data } = item.safeParse(each);
    if (data) messages.push(toMessage(data));
    else skipped.push('no message');
  }
  return { messages, deliveries: [], skipped };
}

export function toMessage({ id, from, at, text }: z.infer<typeof item>): Message {
  const sentAt = Temporal.Instant.fromEpochMilliseconds(at * 1000).toString();
  return {
    providerId: id,
    account: 'hotel-1',
    guest: { key: from },
    from: 'guest',
    sentAt,
    parts: [{ type: 'text', text }],
  };
}

function toJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return null;
  }
}

export function render(parts: readonly Part[], limits: Capabilities): Letter[] {
  return degrade(parts, limits).flatMap((part): Letter[] => {
    if (part.type === 'text') return [{ text: part.text, buttons: [] }];
    if (part.type === 'choices') return [{ text: part.text, buttons: part.choices.map(({ title }) => title) }];
    return [];
  });
}

async function send(url: string, { id, payload }: { id: string; payload: Letter }, signal: AbortSignal): Promise<Sent> {
  const { status } = await fetch(url, { method: 'POST', body: JSON.stringify({ id, ...payload }), signal });
  const reason = `HTTP ${status}`;
  if (status < 300) return { status: 'accepted', providerId: id };
  if (status === 429) return { status: 'retry', seconds: 5, reason };
  if (status >= 500) return { status: 'failed', failure: 'unknown', reason };
  return { status: 'failed', failure: status === 401 ? 'account' : 'content', reason };
}

/** A request with the signature of the platform. */
export function signed(body: unknown): HttpRequest {
  const text = JSON.stringify(body);
  return aRequest({ body: text, headers: { 'content-type': 'application/json', 'x-signature': sign(text) } });
}

const letter = (id: string, text: string) => ({ id, from: 'guest-1', at: 1_780_300_800, text });

export const samples: ChannelSamples<Letter> = {
  options: { secret },
  read: ({ text, buttons }) => ({ text, choices: buttons }),
  inbound: {
    proves: 'body',
    genuine: () => [signed([letter('m1', 'Hola'), letter('m2', '¿Hay sitio?')]), signed([letter('m3', 'Thanks')])],
    partlyBroken: () => signed([letter('m4', 'Uno'), { id: 5 }, letter('m6', 'Dos')]),
  },
  platform: fakeHttpPlatform({
    options: (url) => ({ url }),
    answers: {
      accept({ method, path }, accepted) {
        const id = new URLSearchParams(path.slice(2)).get('id');
        const has = accepted.some(({ body }) => body !== '' && JSON.parse(body).id === id);
        return { status: method === 'POST' || has ? 200 : 404 };
      },
    },
  }),
  lookup: true,
};
