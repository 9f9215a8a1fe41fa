import type { Sent } from '@botones/contract';
import type { Spoil } from '../carrier.ts';
import type { Spoilt } from './spoilt.ts';

/** Changes what came of a send. */
function afterSend(change: (sent: Sent) => Sent): Spoil {
  return (good) => ({ send: async (item, signal) => change(await good.send(item, signal)) });
}

export const spoiltSend: Spoilt = {
  'has no send': { seen: /sends, unless/, spoil: () => ({ send: undefined as never }) },
  'has a send that nobody calls': { seen: /sends, unless/, declared: { pull: true } },
  'takes everything for accepted': {
    seen: /platform fails midway/,
    spoil: afterSend(() => ({ status: 'accepted', providerId: '1' })),
  },
  'gives no provider id': {
    seen: /keeps the id/,
    spoil: afterSend((sent) => (sent.status === 'accepted' ? { ...sent, providerId: '' } : sent)),
  },
  'gives up when the platform is busy': {
    seen: /comes back later/,
    spoil: afterSend((sent) =>
      sent.status === 'retry' ? { status: 'failed', failure: 'content', reason: 'busy' } : sent,
    ),
  },
  'comes back after no time at all': {
    seen: /comes back later/,
    spoil: afterSend((sent) => (sent.status === 'retry' ? { ...sent, seconds: Number('soon') } : sent)),
  },
  'blames the letter when the account is locked': {
    seen: /locks out/,
    spoil: afterSend((sent) => (sent.status === 'failed' ? { ...sent, failure: 'content' } : sent)),
  },
  'says that nothing was sent when it cannot know': {
    seen: /hangs up/,
    spoil: (good) => ({
      send: (item, signal) =>
        good.send(item, signal).catch((): Sent => ({ status: 'retry', seconds: 1, reason: 'no answer' })),
    }),
  },
  'tries again by itself': {
    seen: /leaves tries to core/,
    spoil: (good) => ({
      async send(item, signal) {
        const sent = await good.send(item, signal);
        return sent.status === 'failed' ? good.send(item, signal) : sent;
      },
    }),
  },
  'ignores its signal': {
    seen: /lets go when it is aborted/,
    spoil: (good) => ({ send: (item) => good.send(item, new AbortController().signal) }),
  },
  'begins though it is aborted': {
    seen: /aborted already/,
    spoil: (good) => ({ send: (item) => good.send(item, new AbortController().signal) }),
  },
  'tells the log what the platform echoed': {
    seen: /gives up what the platform refuses/,
    spoil: (_good, { options }) => ({
      async send({ payload }) {
        const response = await fetch(options.url, { method: 'POST', body: JSON.stringify(payload) });
        return { status: 'failed', failure: 'content', reason: await response.text() };
      },
    }),
  },
  'takes an error for "not sent"': {
    seen: /does not guess/,
    spoil: (good) => ({ lookup: (item, signal) => good.lookup(item, signal).catch(() => ({ status: 'not-sent' })) }),
  },
  'never finds anything': { seen: /finds what/, spoil: () => ({ lookup: async () => ({ status: 'not-sent' }) }) },
  'finds everything': {
    seen: /never came/,
    spoil: () => ({ lookup: async ({ id }) => ({ status: 'sent', providerId: id }) }),
  },
};
