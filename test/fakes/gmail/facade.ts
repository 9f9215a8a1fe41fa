import type { FakeClock } from '../clock.ts';
import type { Mishaps } from '../mishaps.ts';
import { scopes } from './api/authorise.ts';
import type { GoogleError, refusals } from './google-error.ts';
import { bounceOf } from './guests/bounce.ts';
import { compose, type Letter } from './guests/compose.ts';
import { type Delivery, type Guest, type GuestRecord, makeGuest } from './guests/guest.ts';
import { stamp } from './guests/stamp.ts';
import { idsOf } from './mail/addresses.ts';
import { headerOf } from './mail/headers.ts';
import { type Mailbox, openMailbox } from './mailbox/mailbox.ts';
import type { Stored } from './mailbox/stored.ts';
import type { Pusher, Subscription } from './pubsub/pusher.ts';
import type { Meter } from './quota.ts';
import { change, type Settings, type Wishes } from './settings.ts';
import type { Call, World } from './world.ts';

/** Google, on a free port of this machine. */
export interface FakeGmail {
  readonly url: string;
  /** As the channel's `urls`. */
  readonly urls: { api: string; token: string; certs: string; consent: string };
  /** The mailbox that is there from the start. */
  readonly mailbox: Mailbox;
  /** A client, and the consent of the mailbox's owner to it. */
  readonly oauth: { clientId: string; clientSecret: string; refreshToken: string };
  /** With the scope `gmail.modify` for the mailbox. */
  readonly serviceAccount: { email: string; privateKey: string };
  /** The one topic that there is. */
  readonly topic: string;
  readonly clock: Pick<FakeClock, 'now'>;
  readonly settings: Settings;
  readonly mishaps: Mishaps<GoogleError, Call>;
  readonly pusher: Pusher;
  readonly meter: Meter;
  readonly world: World;
  /** All calls, in order, with what they were answered. */
  readonly calls: readonly Call[];
  set(wishes: Wishes): void;
  /** An access token for the mailbox, with these scopes (`gmail.modify`). */
  accessToken(granted?: readonly string[], mailbox?: string): string;
  /** Another account, with a consent of its own. */
  addMailbox(address: string): { mailbox: Mailbox; refreshToken: string };
  addAlias(address: string): void;
  /** Finds somebody, or makes them up: `Ana <ana@example.org>`. They write to the mailbox. */
  guest(who: string): Guest;
  /** Brings a mail as it is: the text of an `.eml` file. */
  deliver(eml: string | Uint8Array, delivery?: Delivery): Stored;
  /** Somebody of the hotel writes in Gmail itself. */
  staffReplies(to: Stored, letter: Letter): Promise<Stored>;
  /** Revokes the consent, with all tokens of it. */
  revoke(): void;
  /** All ids of the history so far are too old from now on. */
  forgetHistory(): void;
  subscribe(wishes: Partial<Subscription> & { url: string }): Subscription;
  /** Moves the virtual clock: notices, retries and expiries fall due. */
  advance(duration: Temporal.DurationLike): Promise<void>;
  /** Resolves when no notice is under way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export type Refusal = keyof typeof refusals;

const usual = ['UNREAD', 'CATEGORY_PERSONAL', 'INBOX'];

export function facade(
  world: World,
  address: string,
  serviceAccount: FakeGmail['serviceAccount'],
): Omit<FakeGmail, 'url' | 'urls' | 'close'> {
  const { clock, settings, accounts, pusher, mailboxes } = world;
  const guests = new Map<string, GuestRecord>();
  const client = { clientId: '880-fake.apps.googleusercontent.com', clientSecret: 'GOCSPX-fake' };
  accounts.clients.set(client.clientId, client.clientSecret);
  const topic = 'projects/hotel/topics/gmail';
  pusher.topics.add(topic);

  const addMailbox = (name: string) => {
    const start = 4_150_123n + BigInt(mailboxes.size) * 1_000_000n;
    const opened: Mailbox = openMailbox(name, {
      clock,
      settings,
      start,
      changed: (one) => pusher.changed(opened, one),
    });
    mailboxes.set(name, opened);
    const refreshToken = accounts.newGrant({
      mailbox: name,
      clientId: client.clientId,
      scopes: new Set([scopes.modify]),
    });
    return { mailbox: opened, refreshToken };
  };
  const { mailbox, refreshToken } = addMailbox(address);

  const deliverTo = (to: Mailbox, raw: Buffer, { labels = usual, at, checks = 'pass' }: Delivery): Stored => {
    const time = at === undefined ? clock.now() : Temporal.Instant.from(at);
    return to.add(stamp(raw, to.address, checks, time), labels, { at: time.epochMilliseconds });
  };

  world.post = ({ from, recipients, raw }) => {
    for (const recipient of recipients) {
      const other = mailboxes.get(recipient) ?? [...mailboxes.values()].find(({ aliases }) => aliases.has(recipient));
      const guest = guests.get(recipient);
      if (other) deliverTo(other, raw, {});
      else if (guest?.bounces) {
        const sender = mailboxes.get(from);
        if (sender) deliverTo(sender, bounceOf(raw, recipient, from), { checks: 'none' });
      } else guest?.take(raw);
    }
  };

  return {
    mailbox,
    oauth: { ...client, refreshToken },
    serviceAccount,
    topic,
    clock,
    settings,
    mishaps: world.mishaps,
    pusher,
    meter: world.meter,
    world,
    calls: world.calls,
    set: (wishes) => change(settings, wishes),
    accessToken: (granted = [scopes.modify], of = address) =>
      accounts.issue({ mailbox: of, scopes: new Set(granted), from: null }).token,
    addMailbox,
    addAlias: (alias) => void mailbox.aliases.add(alias),
    guest(who) {
      const [, name = '', at = who] = /^(.*?)\s*<([^>]+)>$/.exec(who) ?? [];
      const known = guests.get(at.toLowerCase());
      if (known) return known;
      const guest = makeGuest(
        { name, address: at },
        mailbox,
        () => clock.now(),
        (raw, delivery) => deliverTo(mailbox, raw, delivery),
      );
      guests.set(at.toLowerCase(), guest);
      return guest;
    },
    deliver: (eml, delivery = {}) => deliverTo(mailbox, Buffer.from(eml), delivery),
    async staffReplies(to, letter) {
      const { headers } = to.mail;
      const parent = idsOf(headerOf(headers, 'message-id'))[0] ?? '';
      const whole: Letter = {
        subject: `Re: ${headerOf(headers, 'subject') ?? ''}`,
        inReplyTo: parent,
        references: `${headerOf(headers, 'references') ?? ''} ${parent}`.trim(),
        ...letter,
      };
      const recipient = headerOf(headers, 'reply-to') ?? headerOf(headers, 'from') ?? '';
      const raw = await compose({ name: 'Reception', address }, recipient, whole, clock.now());
      const stored = mailbox.add(raw, ['SENT'], { threadId: to.threadId });
      world.post({ from: address, recipients: [(/<([^>]+)>/.exec(recipient)?.[1] ?? recipient).toLowerCase()], raw });
      return stored;
    },
    revoke: () => void accounts.revoke(refreshToken),
    forgetHistory: () => mailbox.history.forget(),
    subscribe(wishes) {
      const email = 'push@project.iam.gserviceaccount.com';
      const subscription = { audience: wishes.url, email, ...wishes };
      pusher.subscription = subscription;
      return subscription;
    },
    advance: (duration) => clock.advance(duration, () => pusher.idle()),
    idle: () => pusher.idle(),
  };
}
