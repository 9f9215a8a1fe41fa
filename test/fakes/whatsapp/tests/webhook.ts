import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A hotel's webhook that keeps what it gets, and answers as told. */
export interface Webhook {
  readonly url: string;
  readonly bodies: { raw: Buffer; signature: string; value: Record<string, unknown> }[];
  /** Of every POST from now on; `hang` answers nothing. */
  status: number | 'hang';
  /** Everything of that kind that came, in order. */
  all(kind: 'messages' | 'statuses' | 'message_echoes'): Record<string, unknown>[];
  close(): Promise<void>;
}

export async function openWebhook(verifyToken = 'verify'): Promise<Webhook> {
  const bodies: Webhook['bodies'] = [];
  const server = createServer(async (request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://hotel');
    if (request.method === 'GET') {
      const right = searchParams.get('hub.verify_token') === verifyToken;
      response.writeHead(right ? 200 : 403).end(right ? searchParams.get('hub.challenge') : '');
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    bodies.push({ raw, signature: String(request.headers['x-hub-signature-256']), value: JSON.parse(raw.toString()) });
    if (webhook.status !== 'hang') response.writeHead(webhook.status).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const webhook: Webhook = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    bodies,
    status: 200,
    all: (kind) => bodies.flatMap(({ value }) => changesOf(value)).flatMap((value) => (value[kind] ?? []) as never[]),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return webhook;
}

export function changesOf(payload: Record<string, unknown>): Record<string, unknown>[] {
  const entries = payload.entry as { changes: { value: Record<string, unknown> }[] }[];
  return entries.flatMap(({ changes }) => changes.map(({ value }) => value));
}
