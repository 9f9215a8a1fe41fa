import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { Pool } from 'undici';
import { appSecret, token } from './hotel.ts';
import { openModel } from './model.ts';

/**
 * The bot that one writes in an afternoon: express, the same model, the signature checked, the reply by fetch or by a pool
 * of undici. Nothing is stored: a crash, a double or a busy Meta costs messages.
 */
const [client, configFolder = '', modelFolder = '', metaUrl = ''] = process.argv.slice(2);
const answerTo = await openModel(configFolder, modelFolder);
const pool = new Pool(metaUrl, { connections: 32 });
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

const app = express();
app.post('/whatsapp', express.raw({ type: () => true, limit: '3mb' }), (request, response) => {
  const given = Buffer.from(String(request.headers['x-hub-signature-256']).slice(7), 'hex');
  const expected = createHmac('sha256', appSecret).update(request.body).digest();
  if (given.length !== expected.length || !timingSafeEqual(expected, given)) return void response.sendStatus(401);
  response.sendStatus(200);
  for (const { changes } of JSON.parse(request.body.toString()).entry) {
    for (const { value } of changes) {
      for (const { from, text } of value.messages ?? []) void reply(value.metadata.phone_number_id, from, text.body);
    }
  }
});

async function reply(number: string, to: string, said: string): Promise<void> {
  const text = { body: answerTo(said) };
  const body = JSON.stringify({ messaging_product: 'whatsapp', to: `+${to}`, type: 'text', text });
  const path = `/v26.0/${number}/messages`;
  if (client === 'fetch') {
    await (await fetch(metaUrl + path, { method: 'POST', headers, body })).arrayBuffer();
  } else {
    await (await pool.request({ method: 'POST', path, headers, body })).body.dump();
  }
}

const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
process.on('SIGTERM', () => process.exit(0));
