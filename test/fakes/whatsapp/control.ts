import { type Answer, json, type Request } from '../http.ts';
import { GraphError } from './graph-error.ts';
import type { FakeWhatsApp } from './start.ts';

type Arguments = Record<string, unknown>;
type Command = (fake: FakeWhatsApp, given: Arguments) => unknown;

const guestOf = (fake: FakeWhatsApp, { guest, number }: Arguments) =>
  fake.guest(guest as string, (number as string | undefined) ?? fake.number.id);

/** What another process may ask of the fake: `POST /_fake/{command}` with JSON. */
const commands: Readonly<Record<string, Command>> = {
  subscribe: (fake, { url, verifyToken }) => fake.subscribe(String(url), String(verifyToken)),
  set: (fake, wishes) => fake.set(wishes),
  number: (fake, wishes) => fake.addNumber(wishes),
  template: (fake, template) => fake.addTemplate(template as never),
  says: (fake, { text, overrides, ...who }) => guestOf(fake, who).says(String(text), overrides as Arguments),
  sends: (fake, { message, overrides, ...who }) =>
    guestOf(fake, who).sends(message as Arguments, overrides as Arguments),
  taps: (fake, { choice, ...who }) => guestOf(fake, who).taps(String(choice)),
  staff: (fake, { text, ...who }) => guestOf(fake, who).hearsFromStaff(String(text)),
  saw: (fake, who) => guestOf(fake, who).saw.map((one) => ({ ...one, at: String(one.at) })),
  marks: (fake, who) => guestOf(fake, who).marks.map((one) => ({ ...one, at: String(one.at) })),
  post: async (fake, { payload }) => ({ status: (await fake.post(payload)).status }),
  forge: async (fake, { payload, forgery }) => ({ status: (await fake.forge(payload, forgery as never)).status }),
  fail: (fake, { codes }) => fake.failNext(...(codes as number[])),
  mishap: (fake, { kind, taken, times, code, details, status, ms }) => {
    const error = new GraphError(Number(code), details === undefined ? {} : { details: String(details) });
    fake.mishaps.next({ kind, taken, error, status, ms } as never, { times: Number(times ?? 1) });
  },
  revoke: (fake) => fake.revoke(),
  advance: (fake, duration) => fake.advance(duration),
  idle: (fake) => fake.idle(),
  calls: (fake) => fake.calls,
};

export async function control(fake: Omit<FakeWhatsApp, 'url' | 'close'>, { path, body }: Request): Promise<Answer> {
  const command = commands[path.slice('/_fake/'.length)];
  if (!command) return json({ error: `There is no command ${path}.`, commands: Object.keys(commands) }, 404);
  try {
    const given = body.length > 0 ? JSON.parse(body.toString()) : {};
    return json((await command(fake as FakeWhatsApp, given)) ?? null);
  } catch (cause) {
    return json({ error: String(cause) }, 400);
  }
}
