import { defineChannel } from '@botones/contract';
import { admit } from './admit.ts';
import { check } from './check.ts';
import { connect } from './connect.ts';
import { createLabels } from './labels.ts';
import { createMailReader } from './mail/read-mail.ts';
import { openGmail } from './open-gmail.ts';
import { optionsSchema } from './options.ts';
import { createOwnAddresses } from './own-addresses.ts';
import { createDoorBell } from './push.ts';
import { render } from './reply/render.ts';
import { lookup, send } from './send.ts';
import { poll } from './sync/poll.ts';
import { createRecent } from './sync/recent.ts';
import { createTroubled } from './sync/troubled.ts';
import type { Payload } from './types.ts';
import { createWatch } from './watch.ts';

const POLL_S = 30;
/** With a door-bell, the look that finds what it did not ring for. */
const SAFETY_S = 600;

/** A mailbox of Gmail. The account is its address. */
export default defineChannel<typeof optionsSchema, Payload>({
  name: 'gmail',
  options: optionsSchema,
  capabilities: {
    parts: ['text', 'choices', 'cards', 'image', 'document', 'audio', 'location', 'link'],
    maxChoices: Number.POSITIVE_INFINITY,
    maxText: Number.POSITIVE_INFINITY,
    pull: false,
    oneItemPerTurn: true,
    letters: true,
    windowHours: null,
  },
  setup({ options, accounts, property, media, now, tally, log }) {
    const address = (accounts[0] ?? '').toLowerCase();
    const mailbox = openGmail(options, address, now);
    const labels = createLabels(mailbox, options.labels, () => log('A label could not be set in Gmail', {}));
    const own = createOwnAddresses(mailbox, [address, ...options.aliases]);
    const renewWatch = createWatch(mailbox, options, now, () => log('Gmail could not be asked to ring', {}));
    const reader = { account: accounts[0] ?? '', options, media, own: own.all };
    const read = createMailReader(reader, mailbox, ({ id }, human, signal) => labels.mark(id, human, signal));
    const bell = createDoorBell(options, now);
    const sent = createRecent();
    const troubled = createTroubled(now);
    const { senderPauseSeconds } = options.limits;
    const sending = {
      mailbox,
      address,
      options,
      property,
      labels,
      sentNow: sent.add,
      pause: async (guest: string, itemId: string) =>
        senderPauseSeconds === 0 ? 0 : tally(`pause:${guest}`, itemId, { points: 1, seconds: senderPauseSeconds }),
    };
    return {
      verify: (request) => bell.verify(request),
      parse: () => bell.parse(),
      pollSeconds: options.pollSeconds ?? (options.push ? SAFETY_S : POLL_S),
      async poll(cursor, signal, inbox) {
        await own.learn(signal);
        await renewWatch(signal);
        const { lookbackHours } = options;
        const tools = { mailbox, account: reader.account, now, lookbackHours, isOwn: sent.has, troubled };
        return poll({ ...tools, read: (listed, given) => read(listed, given, inbox) }, cursor, signal, inbox);
      },
      async admit(message, turnId, signal) {
        const admission = await admit(tally, options, message, turnId);
        if (!admission.ok) await labels.mark(message.providerId, true, signal);
        return admission;
      },
      render: (parts, _capabilities, about) => render(parts, about, options, property),
      send: (item, signal) => send(sending, item, signal),
      lookup: (item, signal) => lookup(sending, item, signal),
      check: (url, signal) => check({ mailbox, options, address }, url, signal),
      connect: (say, signal) => connect(options, address, say, signal),
    };
  },
});
