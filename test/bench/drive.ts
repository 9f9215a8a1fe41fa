import { setTimeout as rest } from 'node:timers/promises';

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

/** Says something as a guest. Resolves once it is answered, with the milliseconds that it took. */
export type Ask = (guest: string, text: string) => Promise<number>;

/** Messages after which a user comes back as a new guest. */
const CONVERSATION_LENGTH = 10;

/** What is not answered after this time never will be. */
const PATIENCE_MS = 10_000;

export function drive(order: Order, ask: Ask): Promise<Measured> {
  return order.rate ? hold(order, order.rate, ask) : saturate(order, order.users ?? 16, ask);
}

async function saturate({ seconds, texts }: Order, users: number, ask: Ask): Promise<Measured> {
  const took: number[] = [];
  let asked = 0;
  const began = performance.now();
  const end = began + seconds * 1000;
  const conversations = Array.from({ length: users }, async (_, user) => {
    for (let n = 0; performance.now() < end; n += 1) {
      const guest = `user-${user}-${Math.floor(n / CONVERSATION_LENGTH)}-${began}`;
      asked += 1;
      took.push(await ask(guest, texts[asked % texts.length] ?? ''));
    }
  });
  await Promise.race([Promise.all(conversations), rest(seconds * 1000 + PATIENCE_MS)]);
  return summarise(took, (performance.now() - began) / 1000, asked - took.length);
}

async function hold({ seconds, texts }: Order, rate: number, ask: Ask): Promise<Measured> {
  const took: number[] = [];
  const asked: Promise<unknown>[] = [];
  const began = performance.now();
  for (let n = 0; n < rate * seconds; n += 1) {
    const due = began + (n * 1000) / rate;
    const early = due - performance.now();
    if (early > 1) await rest(early);
    const guest = `rate-${n % 100}-${Math.floor(n / 1000)}-${began}`;
    asked.push(ask(guest, texts[n % texts.length] ?? '').then((ms) => took.push(ms)));
  }
  await Promise.race([Promise.all(asked), rest(PATIENCE_MS)]);
  return summarise(took, (performance.now() - began) / 1000, asked.length - took.length);
}

function summarise(took: number[], seconds: number, unanswered: number): Measured {
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return { messagesPerSecond: took.length / seconds, p50Ms: at(0.5), p95Ms: at(0.95), unanswered };
}
