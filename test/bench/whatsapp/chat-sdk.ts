import { createServer } from 'node:http';
import { createMemoryState } from '@chat-adapter/state-memory';
import { createWhatsAppAdapter } from '@chat-adapter/whatsapp';
import { Chat, ConsoleLogger } from 'chat';
import { appSecret, token, verifyToken } from './hotel.ts';
import { openModel } from './model.ts';

/** Vercel's SDK with the same model. Its state is in memory, and messages queue: by default it drops them. */
const [configFolder = '', modelFolder = '', metaUrl = '', number = ''] = process.argv.slice(2);
const answerTo = await openModel(configFolder, modelFolder);
const bot = new Chat({
  userName: 'bellhop',
  adapters: {
    whatsapp: createWhatsAppAdapter({
      accessToken: token,
      appSecret,
      phoneNumberId: number,
      verifyToken,
      apiUrl: metaUrl,
      apiVersion: 'v26.0',
      logger: new ConsoleLogger('silent'),
    }),
  },
  state: createMemoryState(),
  concurrency: 'queue',
  logger: 'silent',
});
bot.onDirectMessage(async (thread, message) => {
  await thread.post(answerTo(message.text));
});

const server = createServer(async (incoming, outgoing) => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const request = new Request(`http://127.0.0.1${incoming.url}`, {
    method: incoming.method ?? 'POST',
    headers: incoming.headers as Record<string, string>,
    body: Buffer.concat(chunks),
  });
  const response = await bot.webhooks.whatsapp(request);
  outgoing.writeHead(response.status).end(await response.text());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
process.on('SIGTERM', () => process.exit(0));
