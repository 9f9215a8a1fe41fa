import { setTimeout as rest } from 'node:timers/promises';
import { Pool } from 'undici';
import { sign } from '../../../channels/webhook/verify.ts';
import { webhookSecret } from '../../support/webhook-hotel.ts';
import { startReceiver } from '../../support/webhook-receiver.ts';

/** One measurement, ordered by the parent. */
export interface Order {
  port: number;
  seconds: number;
  texts: string[];
  /** Users that send their next message when the last one is answered; or messages a second whatever happens. */
  users?: number;
  rate?: number;
}

export interface Measured {
  messagesPerSecond: number;
  p50Ms: number;
  p95Ms: number;
  unanswered: number;
}

/** Messages after which a user comes back as a new guest. */
const CONVERSATION_LENGTH = 10;

const receiver = await startReceiver();
const waiting = new Map<string, () => void>();
receiver.onPost((id) => {
  waiting.get(id)?.();
  waiting.delete(id);
});
let count = 0;

process.on('message', async (order: Order) => {
  const pool = new Pool(`http://127.0.0.1:${order.port}`, { connections: 128 });
  process.send?.(order.rate ? await hold(pool, order, order.rate) : await saturate(pool, order, order.users ?? 16));
  await pool.close();
});
process.on('disconnect', () => process.exit(0));
process.send?.({ receiver: receiver.url });

async function saturate(pool: Pool, order: Order, users: number): Promise<Measured> {
  const took: number[] = [];
  const end = performance.now() + order.seconds * 1000;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: users }, async (_, user) => {
      for (let n = 0; performance.now() < end; n += 1) {
        const guest = `user-${user}-${Math.floor(n / CONVERSATION_LENGTH)}-${began}`;
        took.push(await ask(pool, guest, pick(order.texts)));
      }
    }),
  );
  return summarise(took, (performance.now() - began) / 1000);
}

async function hold(pool: Pool, order: Order, rate: number): Promise<Measured> {
  const took: number[] = [];
  const asked: Promise<unknown>[] = [];
  const began = performance.now();
  for (let n = 0; n < rate * order.seconds; n += 1) {
    const due = began + (n * 1000) / rate;
    const early = due - performance.now();
    if (early > 1) await rest(early);
    asked.push(
      ask(pool, `rate-${n % 100}-${Math.floor(n / 1000)}-${began}`, pick(order.texts)).then((ms) => took.push(ms)),
    );
  }
  await Promise.race([Promise.all(asked), rest(10_000)]);
  return summarise(took, (performance.now() - began) / 1000, asked.length - took.length);
}

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

function pick(texts: readonly string[]): string {
  return texts[count % texts.length] ?? '';
}

function summarise(took: number[], seconds: number, unanswered = 0): Measured {
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return { messagesPerSecond: took.length / seconds, p50Ms: at(0.5), p95Ms: at(0.95), unanswered };
}
