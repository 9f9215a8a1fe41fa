import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { Pool } from 'undici';
import { loadConfig } from '../../../core/config/index.ts';
import { loadModel, understand } from '../../../core/nlu/index.ts';
import { webhookSecret } from '../../support/webhook-hotel.ts';

/**
 * The bot that one writes in an afternoon: express, the same model, the same signatures, the reply by an undici pool.
 * Nothing is stored: a crash, a double or a slow receiver costs messages.
 */
const [configFolder = '', modelFolder = '', replyUrl = ''] = process.argv.slice(2);
const [config] = loadConfig(configFolder, process.env).properties;
if (!config) throw new Error('The configuration has no property.');
const model = await loadModel(modelFolder, config.property.id);
const url = new URL(replyUrl);
const pool = new Pool(url.origin, { connections: 32 });
const digest = (body: string | Buffer) => createHmac('sha256', webhookSecret).update(body).digest();

const app = express();
app.post('/webhook', express.raw({ type: () => true }), (request, response) => {
  const given = Buffer.from(String(request.headers['x-botones-signature']).slice(7), 'hex');
  const expected = digest(request.body);
  if (given.length !== expected.length || !timingSafeEqual(expected, given)) return void response.sendStatus(401);
  response.sendStatus(200);
  for (const message of JSON.parse(request.body.toString()).messages) void answer(message);
});

async function answer(message: { id: string; from: string; text: string }): Promise<void> {
  const { intent, language } = understand(model, message.text);
  const text = config?.bot.responses.get(`utter_${intent}`)?.[0]?.text[language] ?? 'A person will answer you.';
  const body = JSON.stringify({ id: message.id, to: message.from, inReplyTo: message.id, text });
  const headers = {
    'content-type': 'application/json',
    'x-botones-signature': `sha256=${digest(body).toString('hex')}`,
  };
  const response = await pool.request({ method: 'POST', path: url.pathname, headers, body });
  await response.body.dump();
}

const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ ready: true, port: typeof address === 'object' && address ? address.port : 0 });
});
process.on('SIGTERM', () => process.exit(0));
