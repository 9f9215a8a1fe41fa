import { Pool } from 'undici';
import { sign } from '../../../channels/webhook/verify.ts';
import { webhookSecret } from '../../support/webhook-hotel.ts';
import { startReceiver } from '../../support/webhook-receiver.ts';
import { drive, type Order } from '../drive.ts';

const receiver = await startReceiver();
const waiting = new Map<string, () => void>();
receiver.onPost((id) => {
  waiting.get(id)?.();
  waiting.delete(id);
});
let count = 0;

process.on('message', async (order: Order) => {
  const pool = new Pool(`http://127.0.0.1:${order.port}`, { connections: 128 });
  process.send?.(await drive(order, (guest, text) => ask(pool, guest, text)));
  await pool.close();
});
process.on('disconnect', () => process.exit(0));
process.send?.({ receiver: receiver.url });

/** Milliseconds from the first byte of the post to the last byte of the reply at the receiver. */
async function ask(pool: Pool, from: string, text: string): Promise<number> {
  count += 1;
  const id = `m-${process.pid}-${count}`;
  const body = JSON.stringify({ messages: [{ id, from, text }] });
  const answered = new Promise<void>((done) => waiting.set(id, done));
  const began = performance.now();
  const response = await pool.request({
    method: 'POST',
    path: '/webhook',
    body,
    headers: { 'content-type': 'application/json', 'x-botones-signature': sign(body, webhookSecret) },
  });
  await response.body.dump();
  if (response.statusCode !== 200) throw new Error(`The bot answered ${response.statusCode}.`);
  await answered;
  return performance.now() - began;
}
