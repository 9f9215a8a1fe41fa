import type { Channel, ChannelContext, Inbox, Message, OutboundItem } from '@botones/contract';
import { aChannelContext, anItem } from '@botones/contract/testing';
import gmail from '../../../channels/gmail/index.ts';
import { optionsSchema } from '../../../channels/gmail/options.ts';
import type { Payload } from '../../../channels/gmail/types.ts';
import { startFakeGmail } from '../../fakes/gmail/index.ts';

export const signal = new AbortController().signal;

/** A mailbox at Google, and the channel as core would run it, with core's part in memory. */
export async function openHotel(options: object = {}, given: Partial<ChannelContext<never>> = {}) {
  const google = await startFakeGmail();
  const { urls, oauth, mailbox } = google;
  const raw = { oauth, urls, ...options };
  const lines: string[] = [];
  const open = async (changes: object = {}): Promise<Channel<Payload>> => {
    const context = aChannelContext(optionsSchema.parse({ ...raw, ...changes }), {
      accounts: [mailbox.address],
      now: () => google.clock.now(),
      log: (sentence: string) => void lines.push(sentence),
      ...given,
    });
    return (await gmail.setup(context as never)) as Channel<Payload>;
  };
  const stored = new Map<string, Message>();
  const inbox: Inbox = { known: async (_account, ids) => new Set(ids.filter((id) => stored.has(id))) };
  const state = { channel: await open(), cursor: null as string | null };

  /** Core's loop: polls while there is more, and stores messages with the cursor. Returns what is new. */
  async function look(): Promise<Message[]> {
    const fresh: Message[] = [];
    for (let round = 0; round < 1000; round += 1) {
      const polled = await state.channel.poll?.(state.cursor, signal, inbox);
      if (polled === undefined) throw new Error('The channel does not poll.');
      for (const message of polled.messages) {
        if (stored.has(message.providerId)) throw new Error('A mail was read twice.');
        stored.set(message.providerId, message);
        fresh.push(message);
      }
      state.cursor = polled.cursor;
      if (polled.messages.length === 0 && !polled.more) return fresh;
    }
    throw new Error('It polls for ever.');
  }

  return {
    google,
    guest: google.guest('Ana <ana@example.org>'),
    state,
    stored,
    inbox,
    lines,
    look,
    /** A process that begins anew, with other options. */
    async restart(changes: object = {}) {
      state.channel = await open(changes);
    },
    itemFor(message: Message, change: Partial<OutboundItem<Payload>> = {}): OutboundItem<Payload> {
      const payload = { text: 'Gladly.', html: '<p>Gladly.</p>', handoff: false };
      const { account, guest, providerId } = message;
      return anItem(payload, { account, guest, inReplyTo: providerId, ...change });
    },
    close: () => google.close(),
  };
}

export type Hotel = Awaited<ReturnType<typeof openHotel>>;
