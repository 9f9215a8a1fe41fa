import { setTimeout as rest } from 'node:timers/promises';
import { sign } from '../../../channels/webhook/verify.ts';
import { webhookSecret } from '../../support/webhook-hotel.ts';
import type { Receiver } from '../../support/webhook-receiver.ts';
import { referenceIn, talk } from './converse.ts';
import type { BookingOptions } from './options.ts';

export interface Attempt {
  /** Names the conversation. */
  readonly guest: string;
  /** `unheard`: no answer came for a long time. `over`: there was nothing more to say. */
  readonly end: 'told' | 'person' | 'unheard' | 'over';
  /** What the guest said yes to last, in minor units. */
  readonly agreed: number | null;
}

export interface Crowd {
  readonly options: BookingOptions;
  readonly ports: readonly number[];
  readonly receiver: Receiver;
  readonly random: () => number;
  dayIn(): Temporal.PlainDate;
  tell(line: string): void;
}

/** So long a guest waits for an answer; whatever comes later counts in the end as well. */
const WAIT_S = 90;

/** All attempts, by so many guests at once; each is a conversation of its own. */
export async function attemptAll(crowd: Crowd): Promise<Attempt[]> {
  const { options, receiver, tell } = crowd;
  const heard = new Map<string, string>();
  const waiting = new Map<string, (text: string) => void>();
  receiver.onPost((inReplyTo) => {
    const text = receiver.posts.findLast((post) => post.inReplyTo === inReplyTo)?.text ?? '';
    heard.set(inReplyTo, text);
    waiting.get(inReplyTo)?.(text);
  });
  const attempts: Attempt[] = [];
  let begun = 0;
  const comeAgain = async () => {
    while (begun < options.attempts) {
      begun += 1;
      attempts.push(await attempt(crowd, `guest-${begun}`, answerTo));
      if (attempts.length % 50 === 0) tell(`${attempts.length} of ${options.attempts}`);
    }
  };
  await Promise.all(Array.from({ length: options.guests }, comeAgain));
  return attempts;

  function answerTo(message: string): Promise<string | null> {
    const there = heard.get(message);
    if (there !== undefined) return Promise.resolve(there);
    const { promise, resolve } = Promise.withResolvers<string | null>();
    const timer = setTimeout(() => resolve(null), WAIT_S * 1_000);
    waiting.set(message, resolve);
    return promise.finally(() => {
      clearTimeout(timer);
      waiting.delete(message);
    });
  }
}

async function attempt(
  { ports, random, dayIn }: Crowd,
  guest: string,
  answerTo: (message: string) => Promise<string | null>,
): Promise<Attempt> {
  const talking = talk({ arrival: dayIn(), nights: 1 + Math.floor(random() * 3) }, random);
  let heard: string | null = '';
  for (let n = 1; ; n += 1) {
    const text = talking.next(heard);
    if (text === null) break;
    const id = `${guest}:${n}`;
    await post(JSON.stringify({ messages: [{ id, from: guest, text, locale: 'en' }] }), ports, random);
    heard = await answerTo(id);
    if (heard === null) return { guest, end: 'unheard', agreed: talking.agreed };
    await rest(random() * 100);
  }
  const person = /member of our team/.test(heard);
  const end = referenceIn(heard) !== null ? 'told' : person ? 'person' : 'over';
  return { guest, end, agreed: talking.agreed };
}

/** Until it is accepted, as platforms do. */
async function post(body: string, ports: readonly number[], random: () => number): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-botones-signature': sign(body, webhookSecret) };
  for (;;) {
    const port = ports[Math.floor(random() * ports.length)];
    const accepted = await fetch(`http://127.0.0.1:${port}/webhook`, { method: 'POST', body, headers }).then(
      (response) => response.ok,
      () => false,
    );
    if (accepted) return;
    await rest(100 + random() * 200);
  }
}
