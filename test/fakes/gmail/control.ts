import { type Answer, json, type Request } from '../http.ts';
import type { FakeGmail } from './facade.ts';
import { refusals } from './google-error.ts';
import type { Letter } from './guests/compose.ts';
import type { Delivery } from './guests/guest.ts';
import type { Forgery } from './pubsub/token.ts';
import type { Wishes } from './settings.ts';

type Given = Record<string, unknown>;
type Command = (fake: FakeGmail, given: Given) => unknown;

/** What other processes may ask of the fake: `POST /_fake/<command>` with JSON. */
const commands: Readonly<Record<string, Command>> = {
  set: (fake, given) => fake.set(given as Wishes),
  deliver: (fake, { eml, ...delivery }) => shortOf(fake.deliver(String(eml), delivery as Delivery)),
  writes: async (fake, { guest, letter, ...delivery }) =>
    shortOf(await fake.guest(String(guest)).writes(letter as Letter, delivery as Delivery)),
  replies: async (fake, { guest, letter }) => shortOf(await fake.guest(String(guest)).replies(letter as Letter)),
  inbox: (fake, { guest }) =>
    fake.guest(String(guest)).inbox.map((mail) => ({ ...mail, raw: mail.raw.toString('utf8'), at: String(mail.at) })),
  mails: (fake) => fake.mailbox.all().map(shortOf),
  fail: (fake, { refusal, times, method }) => {
    const make = refusals[refusal as keyof typeof refusals];
    if (!make) throw new Error(`There is no refusal ${refusal}: ${Object.keys(refusals)}`);
    plan(fake, { kind: 'error', error: make() }, times, method);
  },
  mishap: (fake, { times, method, ...mishap }) => plan(fake, mishap, times, method),
  revoke: (fake) => fake.revoke(),
  forgetHistory: (fake) => fake.forgetHistory(),
  subscribe: (fake, given) => fake.subscribe(given as { url: string }),
  push: (fake, { address, historyId, forgery }) =>
    fake.pusher.bring(String(address), BigInt(String(historyId)), forgery as Forgery | undefined),
  units: (fake) => ({ most: fake.meter.most(fake.mailbox.address), total: fake.meter.total(fake.mailbox.address) }),
  credentials: ({ oauth, serviceAccount, urls, topic }) => ({ oauth, serviceAccount, urls, topic }),
  advance: (fake, duration) => fake.advance(duration),
  idle: (fake) => fake.idle(),
  calls: (fake) => fake.calls,
};

function plan(fake: FakeGmail, mishap: object, times: unknown, method: unknown): void {
  const when = method === undefined ? {} : { when: (call: { method: string | null }) => call.method === method };
  fake.mishaps.next(mishap as never, { times: Number(times ?? 1), ...when });
}

const shortOf = ({ id, threadId, labels, at, messageId }: ReturnType<FakeGmail['deliver']>) => ({
  id,
  threadId,
  labels: [...labels],
  at,
  messageId,
});

export async function control(fake: FakeGmail, { path, body }: Request): Promise<Answer> {
  const command = commands[path.slice('/_fake/'.length)];
  if (!command) return json({ error: `There is no command ${path}.`, commands: Object.keys(commands) }, 404);
  try {
    const given = body.length > 0 ? (JSON.parse(body.toString()) as Given) : {};
    return json((await command(fake, given)) ?? null);
  } catch (cause) {
    return json({ error: String(cause) }, 400);
  }
}
