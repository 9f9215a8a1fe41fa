import { setTimeout as rest } from 'node:timers/promises';
import { sign } from '../../channels/webhook/verify.ts';
import { webhookSecret } from '../support/webhook-hotel.ts';
import type { CrashOptions } from './options.ts';

/** Questions whose answers need no person, so that each is answered by exactly one reply. */
const questions = ['/ask_wifi', '/ask_parking', '/ask_pets', '/greet', '/consultar_horario', '/hotel_location'];

/** Sends every message twice, and each again until it is accepted, as platforms do. Resolves when all are. */
export async function sendAll(options: CrashOptions, ports: readonly number[], random: () => number): Promise<void> {
  const pauseMs = (options.seconds * 1000) / options.messages;
  const guests = Array.from({ length: options.conversations }, (_, index) => converse(`guest-${index}`));
  await Promise.all(guests);

  async function converse(guest: string): Promise<void> {
    await rest(random() * pauseMs);
    for (let n = 1; n <= options.messages; n += 1) {
      const began = performance.now();
      const payload = questions[Math.floor(random() * questions.length)] ?? '/greet';
      const body = JSON.stringify({ messages: [{ id: messageId(guest, n), from: guest, payload }] });
      // The next message waits until this one is accepted: their order is then a fact.
      await Promise.all([post(body), rest(random() * 50).then(() => post(body))]);
      await rest(Math.max(0, pauseMs * (0.5 + random()) - (performance.now() - began)));
    }
  }

  async function post(body: string): Promise<void> {
    for (;;) {
      const port = ports[Math.floor(random() * ports.length)];
      const headers = { 'content-type': 'application/json', 'x-botones-signature': sign(body, webhookSecret) };
      const accepted = await fetch(`http://127.0.0.1:${port}/webhook`, { method: 'POST', body, headers }).then(
        (response) => response.ok,
        () => false,
      );
      if (accepted) return;
      await rest(100 + random() * 200);
    }
  }
}

export function messageId(guest: string, n: number): string {
  return `${guest}:${n}`;
}
