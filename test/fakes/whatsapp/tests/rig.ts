import { type FakeWhatsApp, startFakeWhatsApp, type WhatsAppOptions } from '../index.ts';
import { openWebhook, type Webhook } from './webhook.ts';

export interface Rig {
  meta: FakeWhatsApp;
  hotel: Webhook;
  /** Sends as a client would, and gives back status and body. */
  send(body: Record<string, unknown>, token?: string): Promise<{ status: number; body: Sent }>;
  /** The code with which a send of this content is refused; null: it was accepted. */
  codeOf(body: Record<string, unknown>): Promise<number | null>;
  get(path: string, token?: string | null): Promise<{ status: number; body: Sent }>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the tests.
type Sent = any;

export const ana = '15550002222';

/** The fake, a webhook that it brings events to, and a guest who has just written. */
export async function openRig(options: WhatsAppOptions = {}): Promise<Rig> {
  const meta = await startFakeWhatsApp(options);
  const hotel = await openWebhook();
  await meta.subscribe(hotel.url, 'verify');
  const ask = async (path: string, token: string | null, init: RequestInit = {}) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const response = await fetch(`${meta.url}${path}`, { headers, ...init });
    return { status: response.status, body: (await response.json()) as Sent };
  };
  const send: Rig['send'] = (body, token = meta.token) =>
    ask(`/v26.0/${meta.number.id}/messages`, token, {
      method: 'POST',
      body: JSON.stringify({ messaging_product: 'whatsapp', to: `+${ana}`, ...body }),
    });
  return {
    meta,
    hotel,
    send,
    codeOf: async (body) => (await send(body)).body.error?.code ?? null,
    get: (path, token = meta.token) => ask(path, token),
    async close() {
      await meta.close();
      await hotel.close();
    },
  };
}

export const text = (body: string) => ({ type: 'text', text: { body } });
